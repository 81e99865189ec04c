# What the body of the class binds before the method: a type, a constant, a model.
#
# cog: refuses Size
# accepts: {} -> {"text": "s 2"}
# accepts: {"size": "m", "n": 3} -> {"text": "m 3"}
# forbids: {"size": "l"}
# forbids: {"n": 4}
from typing import Literal

from cog import BaseModel, BaseRunner, Input

LIMIT = 1


class Runner(BaseRunner):
    LIMIT = 3
    DEFAULT = LIMIT - 1
    Size = Literal["s", "m"]

    class Result(BaseModel):
        text: str

    def run(self, size: Size = "s", n: int = Input(default=DEFAULT, le=LIMIT)) -> Result:
        return self.Result(text=f"{size} {n}")

    LIMIT = 10
