# `Optional` around what is optional already, and `Union` of one.
#
# accepts: {"b": "x"} -> "None x"
# accepts: {"a": 1, "b": "x"} -> "1 x"
# forbids: {"a": "1", "b": "x"}
# forbids: {}
from typing import Optional, Union

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: Optional[Optional[int]], b: Union[str]) -> str:
        return f"{a} {b}"
