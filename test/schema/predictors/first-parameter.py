# The first parameter of a method may have another name.
#
# accepts: {"s": "x"} -> "x"
# forbids: {}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(this, s: str) -> str:
        return s
