# An output of one type or another.
#
# cog: refuses union types are not supported as output
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> str | int:  # error: output_type
        return 1
