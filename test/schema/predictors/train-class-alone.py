# Training by a class with nothing else in it.
#
# run: none
# train: Trainer
# unready: run or predict method not found
class Trainer:  # warning: train_class
    def train(self, n: int) -> int:
        return n + 1
