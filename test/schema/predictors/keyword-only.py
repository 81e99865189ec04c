# Inputs after a bare star.
#
# accepts: {"a": "x"} -> "x 1"
# forbids: {"b": 2}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, *, a: str, b: int = 1) -> str:
        return f"{a} {b}"
