# Constants made of constants: a little arithmetic.
#
# cog: refuses cannot be statically resolved
# accepts: {} -> "2048 ab"
# forbids: {"n": 4097}
from cog import BaseRunner, Input

KILO = 1024
HIGH = 4 * KILO


class Runner(BaseRunner):
    def run(self, n: int = Input(default=2 * KILO, le=HIGH), s: str = "a" + "b") -> str:
        return f"{n} {s}"
