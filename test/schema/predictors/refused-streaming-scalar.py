# `@streaming` without anything to stream.
#
# cog: refuses
import cog


class Runner(cog.BaseRunner):
    @cog.streaming  # error: streaming_output
    def run(self) -> str:
        return ""
