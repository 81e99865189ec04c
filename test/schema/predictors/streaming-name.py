# The same through an imported name, asynchronous and concurrent.
#
# accepts: {"s": "ab"} -> ["a", "b"]
# schema: /paths/~1predictions/post/x-cog-streaming = true
from typing import AsyncIterator

from cog import BaseRunner, concurrent, streaming


class Runner(BaseRunner):
    @streaming
    @concurrent(max=2)
    async def run(self, s: str) -> AsyncIterator[str]:
        for letter in s:
            yield letter
