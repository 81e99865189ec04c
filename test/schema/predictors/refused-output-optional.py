# An output that may be null, in three spellings.
#
# cog: refuses Optional is not allowed
from typing import Optional

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Optional[str]:  # error: output_type
        return None
