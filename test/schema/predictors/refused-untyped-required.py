# An input without type and default: cog leaves it out, and the call fails.
#
# stricter: the server can never call it
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, s, n: int = 1) -> str:  # error: input_untyped
        return s
