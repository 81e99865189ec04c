# Choices of one name but different values, in predictions and trainings.
#
# train: train
# differs: /: cog checks trainings with the choices of predictions
# accepts: {"mode": "a"} -> "a"
# forbids: {"mode": "x"}
# trains: {"mode": "x"} -> "x"
# forbids-training: {"mode": "a"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=["a", "b"])) -> str:
        return mode


def train(mode: str = Input(choices=["x", "y"])) -> str:
    return mode
