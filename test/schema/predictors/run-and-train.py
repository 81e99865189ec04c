# Predictions and trainings of one image.
#
# train: train
# accepts: {"s": "x"} -> "x"
# forbids: {"n": 1}
# trains: {"n": 3} -> 6
# forbids-training: {"s": "x"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, s: str) -> str:
        return s


def train(n: int = Input(ge=1, description="how often")) -> int:
    return n * 2
