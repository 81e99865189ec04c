# `@streaming` without anything to stream.
#
# cog: refuses
import cog


class Runner(cog.BaseRunner):
    @cog.streaming
    def run(self) -> str:  # error: streaming_output
        return ""
