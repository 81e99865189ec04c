# A list of lists, and of what may be null.
#
# cog: refuses nested generics
from typing import Optional

from cog import BaseRunner


class Runner(BaseRunner):
    def run(
        self,
        a: list[list[int]],  # error: input_type
        b: list[Optional[str]],  # error: input_type
        c: list[int | str],  # error: input_type
    ) -> str:
        return ""
