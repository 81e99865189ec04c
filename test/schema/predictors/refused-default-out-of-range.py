# Defaults that their own bounds forbid.
#
# cog: refuses minimum
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: int = Input(default=0, ge=1),  # error: input_default
        b: float = Input(default=1.5, le=1),  # error: input_default
        c: str = Input(default="abc", max_length=2),  # error: input_default
        d: str = Input(default="a", min_length=2),  # error: input_default
    ) -> str:
        return ""
