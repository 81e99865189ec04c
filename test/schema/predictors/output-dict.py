# A mapping of no particular values.
#
# accepts: {} -> {"a": 1, "b": "c"}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> dict:
        return {"a": 1, "b": "c"}
