# One required whole number.
#
# accepts: {"n": 3} -> 4
# accepts: {"n": -3} -> -2
# forbids: {"n": "3"}
# forbids: {"n": 1.5}
# forbids: {"n": true}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, n: int) -> int:
        return n + 1
