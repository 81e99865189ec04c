# `None` may stand first.
#
# accepts: {} -> "None None"
# accepts: {"a": "x", "b": 1} -> "x 1"
# forbids: {"b": 1.5}
from typing import Union

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: None | str = None, b: Union[None, int] = None) -> str:
        return f"{a} {b}"
