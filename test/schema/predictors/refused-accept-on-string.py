# `accept` is about files.
#
# cog: refuses accept is only valid
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, s: str = Input(accept="image/*")) -> str:  # error: input_value
        return s
