# Training alone, by a function.
#
# run: none
# train: train
# trains: {"n": 2} -> "2 0.1"
# forbids-training: {}
# forbids-training: {"n": 2, "rate": 2}
from cog import Input


def train(n: int, rate: float = Input(default=0.1, le=1)) -> str:
    return f"{n} {rate}"
