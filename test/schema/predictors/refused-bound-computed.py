# A bound that only running the program tells: cog drops it.
#
# stricter: the bound would be lost without a word
import os

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, n: int = Input(default=1, le=os.cpu_count())) -> str:  # error: input_not_static
        return str(n)
