# A secret is a string that is not shown.
#
# accepts: {"key": "abc"} -> "3 **********"
# forbids: {}
# forbids: {"key": 1}
from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self, key: Secret) -> str:
        return f"{len(key.get_secret_value())} {key}"
