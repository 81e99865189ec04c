# An optional secret.
#
# accepts: {} -> "none"
# accepts: {"key": "abc"} -> "abc"
from typing import Optional

from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self, key: Optional[Secret] = None) -> str:
        return key.get_secret_value() if key else "none"
