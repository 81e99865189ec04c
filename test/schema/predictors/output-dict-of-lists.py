# Mappings and lists within each other.
#
# accepts: {} -> {"a": [{"b": 1}]}
from typing import Dict

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> dict[str, list[Dict[str, int]]]:
        return {"a": [{"b": 1}]}
