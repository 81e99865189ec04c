# A union with `None` is required all the same, unless it has a default.
#
# accepts: {"a": 1} -> "1 None"
# accepts: {"a": "x", "b": "y"} -> "'x' 'y'"
# forbids: {}
# forbids: {"a": 0.5}
from typing import Optional, Union

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: str | int | None, b: Optional[Union[str, int]] = None) -> str:
        return f"{a!r} {b!r}"
