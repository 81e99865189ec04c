# A type that depends on a condition.
#
# cog: refuses Number
import sys

from cog import BaseRunner

if sys.argv:
    Number = int
else:
    Number = float


class Runner(BaseRunner):
    def run(self, n: Number) -> str:  # error: input_type
        return str(n)
