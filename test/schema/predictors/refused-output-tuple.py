# A tuple.
#
# cog: refuses
from typing import Tuple

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Tuple[str, int]:  # error: output_type
        return "a", 1
