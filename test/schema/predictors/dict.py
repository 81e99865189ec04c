# A mapping is an object, whatever its values are said to be.
#
# accepts: {"plain": {}, "typed": {"a": 1}, "old": {"b": "c"}} -> "{} {'a': 1} {'b': 'c'}"
# forbids: {"plain": [], "typed": {}, "old": {}}
# forbids: {"plain": {}, "typed": {}, "old": "x"}
from typing import Any, Dict

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, plain: dict, typed: dict[str, int], old: Dict[str, Any]) -> str:
        return f"{plain} {typed} {old}"
