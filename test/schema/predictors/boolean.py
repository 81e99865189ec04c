# One required truth value.
#
# accepts: {"b": true} -> false
# accepts: {"b": false} -> true
# forbids: {"b": "true"}
# forbids: {"b": 1}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, b: bool) -> bool:
        return not b
