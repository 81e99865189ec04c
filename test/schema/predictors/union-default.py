# A union with a default is not required.
#
# accepts: {} -> "1 'auto'"
# accepts: {"a": "x", "b": 2} -> "'x' 2"
# forbids: {"a": {}}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, a: str | int = 1, b: int | str = Input(default="auto", description="or a number")) -> str:
        return f"{a!r} {b!r}"
