# An asynchronous method.
#
# accepts: {"s": "x"} -> "x!"
import asyncio

from cog import BaseRunner


class Runner(BaseRunner):
    async def setup(self) -> None:
        self.mark = "!"

    async def run(self, s: str) -> str:
        await asyncio.sleep(0)
        return s + self.mark
