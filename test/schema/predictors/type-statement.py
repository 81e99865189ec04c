# Aliases that a `type` statement makes.
#
# cog: refuses Size
# accepts: {"size": "s"} -> ["s", "1"]
# forbids: {"size": "l"}
from typing import Literal

from cog import BaseRunner

type Size = Literal["s", "m"]
type Count = int | None
type Words = list[str]


class Runner(BaseRunner):
    def run(self, size: Size, n: Count = 1) -> Words:
        return [size, str(n)]
