# An input without a type.
#
# cog: refuses no type annotation
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s="a") -> str:  # error: input_untyped
        return s
