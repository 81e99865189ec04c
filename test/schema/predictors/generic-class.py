# Classes with parameters for types.
#
# cog: refuses Runner must define run() or predict()
# accepts: {"s": "x"} -> "x"
# forbids: {}
from typing import Generic, TypeVar

from cog import BaseRunner

T = TypeVar("T")


class Base(BaseRunner, Generic[T]):
    def run(self, s: str) -> str:
        return s


class Middle[U](Base[int]):
    pass


class Runner(Middle[str]):
    pass
