# A module of the project's folder is in no package.
#
# cog: refuses choices expression cannot be statically resolved
# unready: attempted relative import with no known parent package
from helper import MODES

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=MODES)) -> str:
        return mode
