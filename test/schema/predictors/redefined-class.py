# A class that is defined twice: the second one holds.
#
# differs: Input/properties/a: cog takes the first one
# differs: Input/properties/b: the same
# differs: Input/required: the same
# differs: Output/type: the same
# accepts: {"b": "x"} -> "x"
# forbids: {"a": 1}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: int) -> int:
        return a


class Runner(BaseRunner):
    def run(self, b: str) -> str:
        return b
