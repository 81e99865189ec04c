# `@streaming` marks the prediction in the document.
#
# accepts: {"s": "ab"} -> ["a", "b"]
# schema: /paths/~1predictions/post/x-cog-streaming = true
import cog


class Runner(cog.BaseRunner):
    @cog.streaming
    def run(self, s: str) -> cog.ConcatenateIterator[str]:
        yield from s
