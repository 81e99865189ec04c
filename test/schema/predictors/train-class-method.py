# Trainings may be of the class.
#
# run: none
# train: Trainer
# trains: {"n": 1} -> 2
# forbids-training: {"n": "one"}
class Trainer:
    def run(self) -> str:
        return "not asked for"

    @classmethod
    def train(cls, n: int) -> int:
        return n + 1
