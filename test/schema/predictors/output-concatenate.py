# Text in pieces.
#
# accepts: {"s": "a b"} -> ["a", "b"]
from cog import BaseRunner, ConcatenateIterator


class Runner(BaseRunner):
    def run(self, s: str) -> ConcatenateIterator[str]:
        yield from s.split()
