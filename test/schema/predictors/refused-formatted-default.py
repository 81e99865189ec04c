# A default with placeholders.
#
# cog: refuses cannot be statically resolved
import sys

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s: str = f"on {sys.platform}") -> str:  # error: input_not_static
        return s
