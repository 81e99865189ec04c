# `__all__` brings a name with an underscore.
#
# cog: refuses _Size
# accepts: {"size": "m"} -> "m"
# forbids: {"size": "l"}
from sizes import *

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, size: _Size) -> str:
        return size
