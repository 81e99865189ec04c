# A table of numbers.
#
# accepts: {} -> [[0.5, 1.0], []]
from typing import List

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> list[List[float]]:
        return [[0.5, 1.0], []]
