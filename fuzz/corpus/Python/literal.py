import typing
from typing import Optional
try:
    from typing import Literal
except ImportError:
    from typing_extensions import Literal
from cog import Input
Mode = Literal["x", "y"]
class Predictor:
    def run(self, a: Mode = "x", b: typing.Literal[1, 2] = Input(description="one of two"),
            c: Optional[Mode] = Input(), d: Literal["x", None] = None, e: list[Mode] = Input()) -> str:
        return ""
