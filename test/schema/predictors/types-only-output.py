# A name for type checkers only, in a signature without files.
#
# cog: refuses Text
# accepts: {"s": "a"} -> {"text": "a"}
# forbids: {"s": 1}
from __future__ import annotations

from typing import TYPE_CHECKING

from cog import BaseModel, BaseRunner

if TYPE_CHECKING:
    from typing import Mapping as Unused

    Result = BaseModel
    Text = str


class Output(BaseModel):
    text: str


class Runner(BaseRunner):
    def run(self, s: Text) -> Output:
        return Output(text=s)
