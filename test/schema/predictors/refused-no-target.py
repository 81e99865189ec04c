# cog.yaml names a class that is not there.
#
# run: Runer
# cog: refuses Runer
# error: target_missing
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> str:
        return ""
