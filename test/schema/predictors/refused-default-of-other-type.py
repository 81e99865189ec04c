# Defaults of another type.
#
# cog: refuses default
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: int = "1",  # error: input_default
        b: str = Input(default=1),  # error: input_default
        c: list[int] = ["a"],  # error: input_default
    ) -> str:
        return ""
