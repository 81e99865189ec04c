# One name for type checkers only, and the server makes no file of any input.
#
# accepts: {"image": "<text/plain> a"} -> "str"
from __future__ import annotations

import typing

from cog import BaseRunner, Path

if typing.TYPE_CHECKING:
    from typing import Any


class Runner(BaseRunner):
    def run(self, image: Path, more: Any = {}) -> str:  # warning: types_only
        return type(image).__name__
