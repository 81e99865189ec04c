# The spellings of "or nothing": none is required, an explicit null is not a value.
#
# accepts: {} -> "None None None None"
# accepts: {"a": "x", "b": 1, "c": 0.5, "d": true} -> "x 1 0.5 True"
# forbids: {"a": 1}
# forbids: {"b": "x"}
# forbids: {"a": null}
from typing import Optional, Union

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: Optional[str],
        b: Optional[int] = None,
        c: float | None = Input(default=None),
        d: Union[bool, None] = Input(description="d"),
    ) -> str:
        return f"{a} {b} {c} {d}"
