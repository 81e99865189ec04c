# The predictor lies in a subfolder; absolute imports start at the project.
#
# accepts: {"s": "x"} -> {"text": "x!"}
# forbids: {}
from cog import BaseRunner
from shared.types import Output


class Runner(BaseRunner):
    def run(self, s: str) -> Output:
        return Output(text=s + "!")
