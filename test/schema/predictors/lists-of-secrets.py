# Several secrets.
#
# accepts: {"keys": ["a", "bc"]} -> 3
# forbids: {"keys": "a"}
# forbids: {"keys": [1]}
from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self, keys: list[Secret]) -> int:
        return sum(len(key.get_secret_value() if isinstance(key, Secret) else key) for key in keys)
