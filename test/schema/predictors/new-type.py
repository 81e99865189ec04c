# `NewType` is the type in it.
#
# cog: refuses Name
# accepts: {"name": "x"} -> "x 1"
# forbids: {"name": 1}
from typing import NewType

from cog import BaseRunner

Name = NewType("Name", str)
Count = NewType("Count", int)


class Runner(BaseRunner):
    def run(self, name: Name, n: Count = 1) -> Name:
        return Name(f"{name} {n}")
