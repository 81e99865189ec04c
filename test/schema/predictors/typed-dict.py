# A TypedDict is an object.
#
# accepts: {"box": {"width": 2, "height": 3}} -> 6
# forbids: {"box": 1}
from typing import TypedDict

from cog import BaseRunner


class Box(TypedDict):
    width: int
    height: int


class Runner(BaseRunner):
    def run(self, box: Box) -> int:
        return box["width"] * box["height"]
