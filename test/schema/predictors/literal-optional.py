# A `Literal` that need not be given.
#
# cog: refuses Literal
# accepts: {} -> "None"
# accepts: {"mode": "a"} -> "a"
# forbids: {"mode": "c"}
import typing
from typing import Optional

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, mode: Optional[typing.Literal["a", "b"]] = None) -> str:
        return str(mode)
