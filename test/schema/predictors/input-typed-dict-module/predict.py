# A TypedDict of another module as an input.
#
# accepts: {"box": {"x": 1}, "other": {"x": 2}} -> 3
# forbids: {"box": [], "other": {}}
import shapes
from cog import BaseRunner
from shapes import Box


class Runner(BaseRunner):
    def run(self, box: Box, other: shapes.Box) -> int:
        return box["x"] + other["x"]
