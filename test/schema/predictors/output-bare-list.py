# A list of no particular elements.
#
# accepts: {} -> [1, "a"]
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> list:
        return [1, "a"]
