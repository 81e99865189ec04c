# A list of `Literal`s.
#
# cog: refuses Literal
# accepts: {"modes": ["a", "b"]} -> "a,b"
# forbids: {"modes": ["c"]}
# forbids: {"modes": "a"}
from typing import Literal

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, modes: list[Literal["a", "b"]]) -> str:
        return ",".join(modes)
