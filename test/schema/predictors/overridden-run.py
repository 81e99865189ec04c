# The class's own `run()` goes before the inherited one.
#
# accepts: {"n": 1} -> 2
# forbids: {"s": "x"}
from cog import BaseRunner


class Base(BaseRunner):
    def run(self, s: str) -> str:
        return s


class Runner(Base):
    def run(self, n: int) -> int:
        return n + 1
