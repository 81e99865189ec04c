# A description with a constant in it.
#
# differs: Input/properties/n/description: cog loses formatted strings
# accepts: {} -> "1"
# schema: Input/properties/n/description = "At most 8"
from cog import BaseRunner, Input

HIGH = 8


class Runner(BaseRunner):
    def run(self, n: int = Input(default=1, description=f"At most {HIGH}")) -> str:
        return str(n)
