# Predictions and trainings in two modules, each with its own types.
#
# accepts: {"mode": "a"} -> {"text": "a"}
# forbids: {"mode": "x"}
# trains: {"kind": "x"} -> {"loss": 0.5}
# forbids-training: {"kind": "a"}
from cog import BaseModel, BaseRunner, Input


class Output(BaseModel):
    text: str


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=["a", "b"])) -> Output:
        return Output(text=mode)
