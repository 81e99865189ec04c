# Defaults that only running it tells: the input is optional all the same, and the document shows none.
#
# differs: Input/required: with a default it need not be given
# accepts: {} -> "a inf"
# accepts: {"s": "b", "x": 1} -> "b 1"
# forbids: {"s": 1}
import os

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        s: str = Input(default=os.environ.get("NOT_SET", "a")),  # warning: input_not_constant
        x: float = Input(default=float("inf")),  # warning: input_not_constant
    ) -> str:
        return f"{s} {x}"
