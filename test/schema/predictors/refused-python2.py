# Python 2 somewhere else in the module: cog does not see it, and setup fails.
#
# stricter: setup would fail
from cog import BaseRunner


def old():
    print "hello"  # error: python_syntax


class Runner(BaseRunner):
    def run(self, s: str) -> str:
        return s
