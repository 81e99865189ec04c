# An asynchronous function that yields.
#
# accepts: {"n": 2} -> [0, 1]
# forbids: {}
from typing import AsyncIterator

from cog import concurrent


@concurrent(max=2)
async def Runner(n: int) -> AsyncIterator[int]:
    for i in range(n):
        yield i
