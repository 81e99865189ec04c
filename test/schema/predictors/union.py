# One of several types, in both spellings.
#
# accepts: {"a": "x", "b": 1} -> "'x' 1"
# accepts: {"a": 1, "b": 0.5} -> "1 0.5"
# forbids: {"a": true, "b": 1}
# forbids: {"a": [], "b": 1}
# forbids: {"a": 1}
from typing import Union

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: str | int, b: Union[int, float]) -> str:
        return f"{a!r} {b!r}"
