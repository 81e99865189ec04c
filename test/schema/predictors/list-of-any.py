# A list of `Any`.
#
# accepts: {"items": [{"a": 1}]} -> "[{'a': 1}]"
# forbids: {"items": [1]}
from typing import Any

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, items: list[Any]) -> str:
        return repr(items)
