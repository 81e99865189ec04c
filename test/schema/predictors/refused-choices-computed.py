# Choices that only running the program tells.
#
# cog: refuses choices expression cannot be statically resolved
import os

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, name: str = Input(choices=os.listdir("."))) -> str:  # error: choices_not_constant
        return name
