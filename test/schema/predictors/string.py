# One required string.
#
# accepts: {"s": "x"} -> "x"
# accepts: {"s": ""} -> ""
# accepts: {"s": "x", "unknown": 1} -> "x"
# forbids: {}
# forbids: {"s": 1}
# forbids: {"s": null}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str) -> str:
        return s
