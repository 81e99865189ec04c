# An `Input()` made by a static method, with arguments.
#
# accepts: {} -> "1 2"
# accepts: {"a": 10, "b": 5} -> "10 5"
# forbids: {"a": 11}
# forbids: {"b": 6}
from cog import BaseRunner, Input


class Inputs:
    @staticmethod
    def count(default=1, le=10):
        return Input(default=1, ge=0, le=10, description="count")

    @staticmethod
    def few():
        return Input(default=2, ge=0, le=5)


class Runner(BaseRunner):
    def run(self, a: int = Inputs.count(default=1), b: int = Inputs.few()) -> str:
        return f"{a} {b}"
