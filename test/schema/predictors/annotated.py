# Other metadata of `Annotated` is left out.
#
# cog: refuses generic_type
# accepts: {"n": 3} -> "3 a"
# forbids: {"n": "3"}
from typing import Annotated

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, n: Annotated[int, "a count"], s: Annotated[str, "a", "b"] = "a") -> str:
        return f"{n} {s}"
