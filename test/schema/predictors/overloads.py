# Overloads for type checkers; the last definition holds.
#
# accepts: {"a": "x"} -> "x"
# accepts: {"a": 1} -> "1"
# forbids: {"a": 0.5}
from typing import overload

from cog import BaseRunner


class Runner(BaseRunner):
    @overload
    def run(self, a: int) -> int: ...
    @overload
    def run(self, a: str) -> str: ...
    def run(self, a: int | str) -> str:
        return str(a)
