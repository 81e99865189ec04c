# A number.
#
# accepts: {} -> 0.5
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> float:
        return 0.5
