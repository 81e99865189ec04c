# Annotations that Python does not evaluate.
#
# accepts: {"a": 1} -> "1 None"
# accepts: {"a": 1, "b": ["x"]} -> "1 ['x']"
# forbids: {"a": "1"}
from __future__ import annotations

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, a: int, b: list[str] | None = Input(default=None)) -> str:
        return f"{a} {b}"
