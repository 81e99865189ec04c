# An asynchronous function.
#
# run: run
# accepts: {"s": "x"} -> "x"
import asyncio


async def run(s: str) -> str:
    await asyncio.sleep(0)
    return s
