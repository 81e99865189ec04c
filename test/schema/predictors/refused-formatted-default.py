# A default with placeholders.
#
# cog: refuses cannot be statically resolved
import sys

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str = f"on {sys.platform}") -> str:  # error: default_not_constant
        return s
