# cog.yaml names a file that is not there.
#
# cog: refuses failed to read predictor source
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> str:
        return ""
