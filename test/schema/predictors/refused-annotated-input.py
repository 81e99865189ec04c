# `Input` inside of `Annotated` has no effect.
#
# cog: refuses Annotated[int, Input(ge=1)]
from typing import Annotated

from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, n: Annotated[int, Input(ge=1)] = 2) -> int:  # error: input_type
        return n
