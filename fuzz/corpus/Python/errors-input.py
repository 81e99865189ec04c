from enum import Enum
from pathlib import Path
from typing import Literal, Optional
import cog
from torch import Tensor
class Color(Enum): RED = "red"
class Model(cog.BaseModel): a: int
class P:
    def run(self, a, b: list, c: tuple, d: Tensor,
            e: Color, f: Model, g: str | cog.Path,
            h: list[Optional[str]], i: Missing,
            j: None, k: Literal["a", 1], l: "not a type",
            m: int | str = cog.Input(ge=1),
            n: Path = cog.Input(),
            *args, **kwargs) -> str:
        return ""

def train(x: int, /) -> str: ...
