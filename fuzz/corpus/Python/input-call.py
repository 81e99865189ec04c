import cog as c
from cog import Input as In, Path, Secret
from typing import Optional

class Shared:
    count = In(default=7, description="a shared input")

    @staticmethod
    def make(text: str, default: int = 9):
        return In(default=default, description=f"made for {text}", ge=0)

def make(default):
    return In(default=default, description="made by a function", ge=0)

class Predictor:
    def run(self, a: int = In(default=3, description="how many", ge=1, le=5),
            b: str = c.Input(default="x", min_length=1, max_length=9, regex=r"^\w+$", deprecated=True),
            c: Path = In(accept="image/*"),
            d: float = In(0.5),
            e: str = "plain",
            f: int = Shared.count,
            g: int = Shared.make("g"),
            h: int = make(default=1),
            i: Optional[str] = In(default=None),
            j: Secret = In(default=None),
            k: list[str] = ["a", "b"],
            l: float = 1) -> str:
        return ""
