# A class that only trains, as one that predicts.
#
# cog: refuses Runner must define run() or predict()
# unready: run or predict method not found
class Runner:  # error: method_missing
    def train(self, n: int) -> int:
        return n
