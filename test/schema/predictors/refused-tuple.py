# Tuples, sets and bytes have no form in JSON.
#
# cog: refuses tuple
from cog import BaseRunner


class Runner(BaseRunner):
    def run(
        self,
        a: tuple,  # error: input_type
        b: tuple[int, int],  # error: input_type
        c: set[str],  # error: input_type
        d: bytes,  # error: input_type
    ) -> str:
        return ""
