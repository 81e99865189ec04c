# A secret as an output.
#
# unserved: the server does not hide it, it sends an object with the text in it
from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self) -> Secret:
        return Secret("abc")
