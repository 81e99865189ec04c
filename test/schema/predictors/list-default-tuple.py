# Lists whose defaults are tuples, and lists that may be missing.
#
# accepts: {} -> "(1, 2) [] [3.5] None"
# accepts: {"a": [], "b": ["x"], "c": [1], "d": [true]} -> "[] ['x'] [1] [True]"
# forbids: {"a": ["x"]}
# schema: Input/properties/a/default = [1, 2]
from typing import Optional

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: list[int] = (1, 2),
        b: list[str] = Input(default=[]),
        c: Optional[list[float]] = [3.5],
        d: list[bool] | None = None,
    ) -> str:
        return f"{a} {b} {c} {d}"
