# A type of another package.
#
# cog: refuses cannot resolve type 'ndarray'
from cog import BaseRunner
from numpy import ndarray


class Runner(BaseRunner):
    def run(self, x: ndarray) -> str:  # error: input_type
        return ""
