# Several statements in a line, and lines that go on.
#
# accepts: {} -> "a"
# forbids: {"s": "c"}
from cog import BaseRunner, Input

NAMES = ["a", "b"]; NAME = "a"


class Runner(BaseRunner):
    def run(self, s: str = Input(choices=NAMES, default=NAME)) \
            -> str:
        kind = "none"; return s
