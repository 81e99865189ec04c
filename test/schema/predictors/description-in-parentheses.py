# A description over several lines, as most people write it.
#
# differs: Input/properties/s/description: cog loses what stands in parentheses
# accepts: {} -> "a"
# schema: Input/properties/s/description = "One sentence. And another one."
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        s: str = Input(
            default="a",
            description=(
                "One sentence. "
                "And another one."
            ),
        ),
    ) -> str:
        return s
