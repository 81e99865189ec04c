# Only text can be put together.
#
# cog: refuses ConcatenateIterator element type must be str
from cog import BaseRunner, ConcatenateIterator


class Runner(BaseRunner):
    def run(self) -> ConcatenateIterator[int]:  # error: output_type
        yield 1
