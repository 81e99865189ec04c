# A class for trainings with two methods that predict.
#
# run: none
# train: Trainer
# unready: must define either run() or predict(), not both
class Trainer:  # warning: train_class
    def run(self) -> str:
        return ""

    def predict(self) -> str:
        return ""

    def train(self, n: int) -> int:
        return n
