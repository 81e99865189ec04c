# Constants of the module as defaults and descriptions.
#
# accepts: {} -> "a 3 ['x']"
# accepts: {"n": 4} -> "a 4 ['x']"
from cog import BaseRunner, Input

WORD = "a"
COUNT = 3
LIST = ["x"]
HELP = "How many"


class Runner(BaseRunner):
    def run(
        self,
        s: str = WORD,
        n: int = Input(default=COUNT, description=HELP),
        words: list[str] = Input(default=LIST),
    ) -> str:
        return f"{s} {n} {words}"
