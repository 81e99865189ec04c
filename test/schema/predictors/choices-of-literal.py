# Choices that a `Literal` lists, one of two in a union, and `None` among those of what may be missing.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {} -> "m a None"
# accepts: {"size": "s", "both": "b", "mode": "x"} -> "s b x"
# forbids: {"size": "l"}
# forbids: {"both": "c"}
# forbids: {"mode": "y"}
import typing
from typing import Literal, Optional

from cog import BaseRunner, Input

Size = Literal["s", "m"]


class Runner(BaseRunner):
    def run(
        self,
        size: str = Input(choices=list(typing.get_args(Size)), default="m"),
        both: Literal["a"] | Literal["b"] = "a",
        mode: Optional[str] = Input(choices=["x", None], default=None),
    ) -> str:
        return f"{size} {both} {mode}"
