# A bound that only running the program tells is dropped; cog says nothing of it.
#
# accepts: {"n": 1000000} -> "1000000"
import os

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, n: int = Input(default=1, le=os.cpu_count())) -> str:  # warning: input_not_constant
        return str(n)
