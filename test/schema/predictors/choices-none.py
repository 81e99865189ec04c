# `None` among the choices of what may be missing.
#
# differs: mode/enum: `None` is no choice of a string, but what stands for none; the server takes no null all the same
# accepts: {} -> "None"
# accepts: {"mode": "x"} -> "x"
# forbids: {"mode": "y"}
from typing import Optional

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, mode: Optional[str] = Input(choices=["x", None], default=None)) -> str:
        return str(mode)
