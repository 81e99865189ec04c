# A class that only predicts, as one that trains.
#
# run: none
# train: Trainer
# cog: refuses Trainer.train not found
# fails-training: {"n": 1} -> Training not supported by this predictor
class Trainer:  # error: method_missing
    def run(self, n: int) -> int:
        return n
