# No output at all.
#
# cog: refuses None
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> None:  # error: output_type
        return None
