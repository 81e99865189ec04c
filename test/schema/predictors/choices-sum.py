# Choices as a sum of lists, named or not.
#
# accepts: {"name": "a"} -> "a"
# accepts: {"name": "z"} -> "z"
# forbids: {"name": "c"}
from cog import BaseRunner, Input

FIRST = ["a", "b"]
MORE = ["x"]


class Runner(BaseRunner):
    def run(self, name: str = Input(choices=FIRST + MORE + ["y", "z"])) -> str:
        return name
