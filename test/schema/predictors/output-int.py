# A whole number.
#
# accepts: {} -> 3
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> int:
        return 3
