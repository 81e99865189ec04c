from typing import Any, Literal
from cog import Input as I
class P:
    def run(self, a: int = I(  default="1"),
            b: int = I(    default=0, ge=1),
            c: float = I(  default=2.5, le=2),
            d: str = I(    default="ä", min_length=2),
            e: str = I(    default="abc", max_length=2),
            f: str = I(    default="c", choices=["a", "b"]),
            g: Literal["a", "b"] = I(default="c"),
            h: Any = 3,
            i: list[int] = I(default=["1"])) -> str:
        return ""
