# Lines of a dataclass that are no fields.
#
# cog: refuses cannot resolve type 'Output'
# accepts: {} -> {"a": 1, "_b": 2, "c": 3}
# schema: Output/required = ["a", "c"]
from dataclasses import KW_ONLY, InitVar, dataclass
from typing import ClassVar

from cog import BaseRunner


@dataclass
class Output:
    a: int
    scale: InitVar[int]
    limit: ClassVar[int] = 3
    _b: int = 2
    _: KW_ONLY
    c: int


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(1, 2, c=3)
