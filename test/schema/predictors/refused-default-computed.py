# Defaults that only running the program tells.
#
# cog: refuses cannot be statically resolved
import os

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: str = os.getcwd(),  # error: input_not_static
        b: str = Input(default=os.getcwd()),  # error: input_not_static
    ) -> str:
        return a
