# A dataclass.
#
# cog: refuses cannot resolve type
# accepts: {} -> {"text": "a", "n": 0}
# schema: Output/required = ["text"]
from dataclasses import dataclass

from cog import BaseRunner


@dataclass
class Output:
    text: str
    n: int = 0


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a")
