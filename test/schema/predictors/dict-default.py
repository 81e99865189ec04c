# A mapping as a default.
#
# accepts: {} -> "{'a': 1, 'b': [True, None]}"
# accepts: {"options": {}} -> "{}"
# forbids: {"options": []}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, options: dict = Input(default={"a": 1, "b": [True, None]})) -> str:
        return repr(options)
