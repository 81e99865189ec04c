# Type parameters with defaults, and a star in brackets, around the predictor.
#
# accepts: {"s": "x"} -> "x"
# forbids: {}
from cog import BaseRunner


class Box[T: object = int]:
    value: T


def first[T = str](values: tuple[T, ...], *index: int) -> T:
    return values[*index]


class Runner(BaseRunner):
    def run(self, s: str) -> str:
        return s
