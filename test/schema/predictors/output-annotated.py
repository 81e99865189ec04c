# Other metadata around an output.
#
# cog: refuses generic_type
# accepts: {} -> "a"
from typing import Annotated

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Annotated[str, "shown as is"]:
        return "a"
