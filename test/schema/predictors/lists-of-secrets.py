# Several secrets.
#
# accepts: {"keys": ["a", "bc"]} -> 3
# forbids: {"keys": "a"}
# forbids: {"keys": [1]}
from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self, keys: list[Secret]) -> int:  # warning: input_as_text
        return sum(len(key) for key in keys)
