# Defaults inside `Input()`.
#
# accepts: {} -> "a 1 0.5 False"
# accepts: {"b": true} -> "a 1 0.5 True"
# forbids: {"x": "1"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        s: str = Input(default="a"),
        n: int = Input(default=1),
        x: float = Input(default=0.5),
        b: bool = Input(default=False),
    ) -> str:
        return f"{s} {n} {x} {b}"
