# Defaults without `Input()`.
#
# accepts: {} -> "a 1 0.5 True"
# accepts: {"s": "b", "n": 2, "x": 1.5, "b": false} -> "b 2 1.5 False"
# forbids: {"n": "2"}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str = "a", n: int = 1, x: float = 0.5, b: bool = True) -> str:
        return f"{s} {n} {x} {b}"
