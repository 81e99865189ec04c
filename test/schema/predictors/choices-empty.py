# No choices at all are no restriction.
#
# accepts: {"s": "x"} -> "x"
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, s: str = Input(choices=[])) -> str:
        return s
