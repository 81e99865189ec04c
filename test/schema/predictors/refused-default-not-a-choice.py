# A default that is none of the choices.
#
# cog: refuses enum
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, mode: str = Input(default="c", choices=["a", "b"])) -> str:  # error: input_default
        return mode
