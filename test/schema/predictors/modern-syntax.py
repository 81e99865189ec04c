# Python of the last years around the predictor: all that a parser has to get over.
#
# accepts: {"s": "x"} -> "x"
# forbids: {}
import asyncio
from dataclasses import dataclass

from cog import BaseRunner

type Pair[T] = tuple[T, T]


@dataclass(frozen=True, slots=True)
class Point[T]:
    x: T
    y: T = None


def first[T: (int, str)](pair: Pair[T], /, *, default: T | None = None) -> T:
    return pair[0] if pair else default


def kind(value) -> str:
    match value:
        case {"kind": str() as name, **rest} if rest:
            return f"{name!r:>{10}} {f"{name}"}"
        case [Point(x=0), *_] | (1 | 2):
            return "point"
        case _:
            return "none"


async def gather(*tasks: asyncio.Task, **names: int):
    async with asyncio.timeout(1), asyncio.TaskGroup() as group:
        if (n := len(tasks)) > 1_000:
            print(f"{n=}")
    try:
        return [task async for task in tasks]
    except* ValueError as errors:
        raise errors from None


with (
    open("/dev/null") as one,
    open("/dev/null") as other,
):
    pass

decorate = lambda function, *, times=0b1: function


class Runner(BaseRunner):
    @(lambda function: function)
    def run(self, s: str) -> str:
        return s
