# `@concurrent` takes a literal number.
#
# cog: refuses @concurrent max must be an integer literal
from cog import BaseRunner, concurrent

MANY = int("4")


class Runner(BaseRunner):
    @concurrent(max=MANY)  # error: concurrent
    async def run(self, s: str) -> str:
        return s
