# Results as they come, asynchronously.
#
# accepts: {"n": 2} -> [0, 1]
from typing import AsyncIterator

from cog import BaseRunner


class Runner(BaseRunner):
    async def run(self, n: int) -> AsyncIterator[int]:
        for i in range(n):
            yield i
