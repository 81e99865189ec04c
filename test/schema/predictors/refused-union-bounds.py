# Constraints on a union: for which of its types?
#
# cog: refuses union
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: int | str = Input(ge=1),  # error: input_type
        b: int | str = Input(choices=[1, "a"]),  # error: input_value
    ) -> str:
        return ""
