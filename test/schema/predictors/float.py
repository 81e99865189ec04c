# One required number; whole ones are numbers too.
#
# accepts: {"x": 1.5} -> 3.0
# accepts: {"x": 2} -> 4.0
# forbids: {"x": "1.5"}
# forbids: {"x": [1.5]}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, x: float) -> float:
        return float(x * 2)
