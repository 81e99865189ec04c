# An output must be told.
#
# cog: refuses run
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str):  # error: output_missing
        return s
