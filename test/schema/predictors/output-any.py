# Anything.
#
# accepts: {} -> {"a": [1, "b", null]}
from typing import Any

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Any:
        return {"a": [1, "b", None]}
