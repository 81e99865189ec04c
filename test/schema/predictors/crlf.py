# Lines that end as on Windows.
#
# accepts: {} -> "a"
# forbids: {"s": 1}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, s: str = Input(default="a", description="Windows")) -> str:
        return s
