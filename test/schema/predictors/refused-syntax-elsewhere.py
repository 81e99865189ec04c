# A mistake somewhere else in the module: cog does not see it, and setup fails.
#
# stricter: setup would fail
from cog import BaseRunner


def other(n):
    n = = 1  # error: python_syntax


class Runner(BaseRunner):
    def run(self, s: str) -> str:
        return s
