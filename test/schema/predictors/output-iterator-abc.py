# The iterator of `collections.abc`.
#
# accepts: {"n": 2} -> ["0", "1"]
from collections.abc import Iterator

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, n: int) -> Iterator[str]:
        yield from map(str, range(n))
