# Types of others, marked opaque: one, a list, a part of a model.
#
# accepts: {} -> {"one": {"a": 1}, "many": [{"b": 2}]}
from typing import Annotated

from cog import BaseModel, BaseRunner, Opaque
from decimal import Context


class Output(BaseModel):
    one: Annotated[Context, Opaque]
    many: list[Annotated[Context, Opaque]]


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(one={"a": 1}, many=[{"b": 2}])
