# Mappings of anything.
#
# accepts: {} -> {"a": {"b": 1}}
from typing import Any, Dict

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Dict[str, Any]:
        return {"a": {"b": 1}}
