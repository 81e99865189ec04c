# `run()` comes from a class above.
#
# accepts: {"s": "x"} -> "x"
# forbids: {}
from cog import BaseRunner


class Base(BaseRunner):
    def run(self, s: str) -> str:
        return s


class Runner(Base):
    pass
