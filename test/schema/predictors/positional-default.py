# The default as the first argument of `Input()`.
#
# differs: Input/properties/n/default: cog loses a default that has no keyword
# differs: Input/properties/s/default: cog loses a default that has no keyword
# differs: Input/required: an input with a default is not required
# accepts: {} -> "3 a"
# accepts: {"n": 4} -> "4 a"
# forbids: {"n": "4"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, n: int = Input(3, ge=1), s: str = Input("a")) -> str:
        return f"{n} {s}"
