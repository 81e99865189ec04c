# A nullable type with a real default.
#
# accepts: {} -> "a 1"
# accepts: {"n": 2} -> "a 2"
# forbids: {"s": 1}
from typing import Optional

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, s: Optional[str] = "a", n: int | None = Input(default=1, ge=0)) -> str:
        return f"{s} {n}"
