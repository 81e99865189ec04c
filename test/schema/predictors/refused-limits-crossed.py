# Limits that leave no value between them.
#
# stricter: the server forbids every value
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        n: int = Input(ge=5, le=1),  # error: input_value
        s: str = Input(min_length=3, max_length=2),  # error: input_value
        m: float = Input(ge=0.5, le=0.5),
    ) -> str:
        return s
