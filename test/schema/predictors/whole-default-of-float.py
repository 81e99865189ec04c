# A float whose default and bounds are whole numbers.
#
# accepts: {} -> "1"
# accepts: {"x": 2.5} -> "2.5"
# forbids: {"x": 5.5}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, x: float = Input(default=1, ge=0, le=5)) -> str:
        return str(x)
