# `None` as the default of a secret makes it optional, unlike every other type.
#
# accepts: {} -> "none"
# accepts: {"key": "abc"} -> "abc"
# forbids: {"key": 1}
from cog import BaseRunner, Input, Secret


class Runner(BaseRunner):
    def run(self, key: Secret = Input(default=None)) -> str:
        return key.get_secret_value() if key else "none"
