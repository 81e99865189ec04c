# A truth value.
#
# accepts: {} -> true
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> bool:
        return True
