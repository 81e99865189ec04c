# `@concurrent` takes a literal number.
#
# cog: refuses @concurrent max must be an integer literal
import os

from cog import BaseRunner, concurrent

MANY = os.cpu_count()


class Runner(BaseRunner):
    @concurrent(max=MANY)  # error: concurrent_form
    async def run(self, s: str) -> str:
        return s
