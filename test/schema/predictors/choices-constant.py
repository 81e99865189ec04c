# Choices and default from constants of the module: a list and a tuple.
#
# accepts: {} -> "b 4"
# accepts: {"name": "a", "size": 8} -> "a 8"
# forbids: {"name": "c"}
# forbids: {"size": 5}
from cog import BaseRunner, Input

NAMES = ["a", "b"]
SIZES = (4, 8)
NAME = "b"


class Runner(BaseRunner):
    def run(self, name: str = Input(choices=NAMES, default=NAME), size: int = Input(choices=SIZES, default=4)) -> str:
        return f"{name} {size}"
