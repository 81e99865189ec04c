# Other methods, nested functions and classes do not count.
#
# accepts: {"s": "x"} -> "x ready"
from cog import BaseRunner


class Other(BaseRunner):
    def run(self, n: int) -> int:
        return n


def helper(a, b=1, *rest):
    def run(x: tuple) -> set:
        return set(x)

    return run


class Runner(BaseRunner):
    def setup(self, weights=None):
        self.state = "ready"

    def healthcheck(self) -> bool:
        return True

    @staticmethod
    def guess(x, y=[]):
        return x

    def run(self, s: str) -> str:
        return f"{s} {self.state}"
