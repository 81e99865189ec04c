# What type checkers see, and something else when it runs: that counts.
#
# cog: refuses Number
# accepts: {"n": 1} -> 2
# forbids: {"n": "1"}
from typing import TYPE_CHECKING

from cog import BaseRunner

if TYPE_CHECKING:
    Number = str
else:
    Number = int


class Runner(BaseRunner):
    def run(self, n: Number) -> Number:
        return n + 1
