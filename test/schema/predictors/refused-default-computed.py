# Defaults that only running the program tells.
#
# cog: refuses cannot be statically resolved
import os

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: str = os.getcwd(),  # error: default_not_constant
        b: str = Input(default=os.getcwd()),  # warning: input_not_constant
    ) -> str:
        return a
