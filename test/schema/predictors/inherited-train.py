# `train()` comes from a class above.
#
# run: none
# train: Trainer
# cog: refuses Trainer.train not found
# trains: {"n": 1} -> 2
# forbids-training: {}
class Base:
    def run(self) -> str:
        return "not asked for"

    def train(self, n: int) -> int:
        return n + 1


class Trainer(Base):
    pass
