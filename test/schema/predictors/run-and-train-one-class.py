# One class for both.
#
# train: Runner
# accepts: {"s": "x"} -> "x"
# forbids: {"n": 1}
# trains: {"n": 1} -> 2
# forbids-training: {"s": "x"}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str) -> str:
        return s

    def train(self, n: int) -> int:
        return n + 1
