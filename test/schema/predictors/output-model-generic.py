# Models that inherit from a generic one, with its type in brackets.
#
# cog: refuses cannot resolve type 'Output'
# accepts: {} -> {"old": {"n": 1}, "new": {"n": 2, "s": "x"}}
# schema: Output/properties/new/required = ["n", "s"]
from typing import Generic, TypeVar

from cog import BaseModel, BaseRunner

T = TypeVar("T")


class Numbered(BaseModel, Generic[T]):
    n: int


class Boxed[U](BaseModel):
    old: Numbered


class Named(Numbered[int]):
    s: str


class Output(Boxed[str]):
    new: Named


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(Numbered(1), Named(2, "x"))
