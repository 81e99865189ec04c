# Choices of numbers and of truth, with `None` among them.
#
# cog: refuses Literal
# accepts: {} -> "2 True None [1]"
# accepts: {"n": 1, "b": false, "o": 2, "l": [2, 1]} -> "1 False 2 [2, 1]"
# forbids: {"n": 4}
# forbids: {"n": "1"}
# forbids: {"b": 0}
# forbids: {"l": [3]}
from typing import Literal, Optional

from cog import BaseRunner


class Runner(BaseRunner):
    def run(
        self,
        n: Literal[1, 2, 3] = 2,
        b: Literal[True, False] = True,
        o: Literal[1, 2, None] = None,
        l: list[Literal[1, 2]] = [1],
    ) -> str:
        return f"{n} {b} {o} {l}"
