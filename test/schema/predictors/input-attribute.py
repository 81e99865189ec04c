# An `Input()` kept as a class attribute.
#
# accepts: {} -> "0.5 a"
# accepts: {"x": 1.0} -> "1.0 a"
# forbids: {"x": 1.5}
# forbids: {"s": ""}
from cog import BaseRunner, Input


class Inputs:
    x = Input(default=0.5, ge=0, le=1, description="part")
    s = Input(default="a", min_length=1)


class Runner(BaseRunner):
    def run(self, x: float = Inputs.x, s: str = Inputs.s) -> str:
        return f"{x} {s}"
