# `ge` and `le`, of whole and other numbers.
#
# accepts: {"n": 1, "x": 0.5} -> "1 0.5"
# accepts: {"n": 5, "x": -0.5} -> "5 -0.5"
# forbids: {"n": 0, "x": 0}
# forbids: {"n": 6, "x": 0}
# forbids: {"n": 1, "x": 0.51}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, n: int = Input(ge=1, le=5), x: float = Input(ge=-0.5, le=0.5)) -> str:
        return f"{n} {x}"
