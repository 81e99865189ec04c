# A `Literal` as an output and as a part of one.
#
# cog: refuses Literal
# accepts: {} -> {"state": "done"}
from typing import Literal

from cog import BaseModel, BaseRunner


class Output(BaseModel):
    state: Literal["done", "failed"]


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(state="done")
