# `Any` is an object.
#
# accepts: {"value": {"a": [1]}} -> "{'a': [1]}"
# forbids: {"value": "text"}
# forbids: {}
from typing import Any

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, value: Any) -> str:
        return repr(value)
