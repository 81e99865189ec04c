# `Input()` has no such keyword; cog says nothing, and the server does not start.
#
# stricter: setup would fail
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, n: int = Input(default=1, gt=0)) -> str:  # error: input_argument
        return str(n)
