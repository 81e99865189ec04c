# Annotations in quotes.
#
# accepts: {"a": "x", "c": [1]} -> "x None [1] None"
# accepts: {"a": "x", "b": 2, "c": [], "d": 0.5} -> "x 2 [] 0.5"
# forbids: {"a": 1, "c": []}
# forbids: {"a": "x", "c": ["1"]}
from typing import Optional

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: "str", b: "Optional[int]" = None, c: "list[int]" = [], d: 'float | None' = None) -> "str":
        return f"{a} {b} {c} {d}"
