# `self` with a type, and behind it the end of what goes by position.
#
# cog: refuses cannot resolve type 'Self'
# accepts: {"s": "x"} -> "x"
# forbids: {}
from typing import Self

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self: Self, /, s: str) -> str:
        return s
