# Text in pieces, asynchronously.
#
# accepts: {"s": "a b"} -> ["a", "b"]
from cog import AsyncConcatenateIterator, BaseRunner


class Runner(BaseRunner):
    async def run(self, s: str) -> AsyncConcatenateIterator[str]:
        for word in s.split():
            yield word
