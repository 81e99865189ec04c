# A model inside of a model.
#
# cog: refuses cannot resolve type 'Item'
# accepts: {} -> {"items": [{"a": 1, "kind": "x"}]}
from typing import Literal

from cog import BaseModel, BaseRunner


class Output(BaseModel):
    class Item(BaseModel):
        Kind = Literal["x", "y"]
        a: int
        kind: Kind

    items: list[Item]


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(items=[Output.Item(1, "x")])
