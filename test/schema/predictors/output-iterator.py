# Results as they come.
#
# accepts: {"n": 3} -> [0, 1, 2]
from typing import Iterator

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, n: int) -> Iterator[int]:
        yield from range(n)
