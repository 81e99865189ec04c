# A TypedDict.
#
# accepts: {} -> {"text": "a", "n": 1}
from typing import TypedDict

from cog import BaseRunner


class Output(TypedDict):
    text: str
    n: int


class Runner(BaseRunner):
    def run(self) -> Output:
        return {"text": "a", "n": 1}
