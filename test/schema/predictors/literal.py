# `Literal` is a choice of strings or numbers.
#
# cog: refuses Literal
# accepts: {"mode": "fast"} -> "fast 1"
# accepts: {"mode": "slow", "n": 2} -> "slow 2"
# forbids: {"mode": "medium"}
# forbids: {"mode": "fast", "n": 3}
# forbids: {}
from typing import Literal

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, mode: Literal["fast", "slow"], n: Literal[1, 2] = Input(default=1, description="how often")) -> str:
        return f"{mode} {n}"
