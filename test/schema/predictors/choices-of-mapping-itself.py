# Choices as a list of a mapping, a list, and its own tuple.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {"a": "x", "b": "y", "c": 1} -> "xy1"
# forbids: {"a": "z", "b": "y", "c": 1}
# forbids: {"a": "x", "b": "z", "c": 1}
# forbids: {"a": "x", "b": "y", "c": 3}
from cog import BaseRunner, Input

NAMES = {"x": 1, "y": 2}


class Runner(BaseRunner):
    def run(
        self,
        a: str = Input(choices=list(NAMES)),
        b: str = Input(choices=sorted(NAMES)),
        c: int = Input(choices=(1, 2)),
    ) -> str:
        return f"{a}{b}{c}"
