# A list of texts.
#
# accepts: {"n": 2} -> ["0", "1"]
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, n: int) -> list[str]:
        return [str(i) for i in range(n)]
