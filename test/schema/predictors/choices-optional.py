# Choices of an input that need not be given.
#
# accepts: {} -> "None"
# accepts: {"mode": "a"} -> "a"
# forbids: {"mode": "c"}
from typing import Optional

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, mode: Optional[str] = Input(choices=["a", "b"], default=None)) -> str:
        return str(mode)
