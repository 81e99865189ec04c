# Modules that import each other end, and the type that neither has is told.
#
# cog: refuses Output
from cog import BaseRunner
from one import Output


class Runner(BaseRunner):
    def run(self) -> Output:  # error: output_type
        return Output()
