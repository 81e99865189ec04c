# TypedDicts with parts that need not be there, and one above.
#
# accepts: {} -> {"id": 1, "text": "a"}
from typing import Optional, TypedDict

from cog import BaseRunner
from typing_extensions import NotRequired, Required


class Base(TypedDict):
    id: int
    note: NotRequired[str]


class Output(Base, total=False):
    text: Required[str]
    score: Optional[float]


class Runner(BaseRunner):
    def run(self) -> Output:
        return {"id": 1, "text": "a"}
