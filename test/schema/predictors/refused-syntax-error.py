# Not Python.
#
# cog: refuses
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str -> str:  # error: python_syntax
        return s
