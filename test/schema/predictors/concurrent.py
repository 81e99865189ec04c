# `@concurrent` leaves the document alone.
#
# accepts: {"s": "x"} -> "x"
from cog import BaseRunner, concurrent


class Runner(BaseRunner):
    @concurrent(max=2)
    async def run(self, s: str) -> str:
        return s
