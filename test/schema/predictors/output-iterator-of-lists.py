# Lists and mappings, one by one.
#
# accepts: {} -> [[{"a": [1]}], []]
from collections.abc import Iterator

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Iterator[list[dict[str, list[int]]]]:
        yield [{"a": [1]}]
        yield []
