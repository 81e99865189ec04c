# Comments, line breaks and trailing commas where Python allows them; a module docstring below.
#
# accepts: {} -> "a 2"
# accepts: {"n": 1} -> "a 1"
# forbids: {"n": 0}
"""What this module does."""
from cog import (  # the framework
    BaseRunner,
    Input,
)


class Runner(
    BaseRunner,
):
    def run(  # what clients call
        self,
        s: str = "a",  # a word
        # how many
        n: int = Input(
            default=2,  # two
            ge=1,
        ),
    ) -> str:
        return f"{s} {n}"
