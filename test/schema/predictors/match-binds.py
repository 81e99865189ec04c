# Names that a `match` binds.
#
# cog: refuses Size
# accepts: {"size": "s"} -> "s"
# forbids: {"size": "m"}
import sys
from typing import Literal

from cog import BaseRunner

match sys.platform:
    case "linux":
        Size = Literal["s"]
    case _:
        raise ImportError(sys.platform)


class Runner(BaseRunner):
    def run(self, size: Size) -> str:
        return size
