# `setup` without a place for its object.
#
# stricter: the server does not start
# unready: invalid method signature
from cog import BaseRunner


class Runner(BaseRunner):
    def setup():  # error: method_self
        pass

    def run(self) -> str:
        return ""
