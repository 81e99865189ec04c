# Constants in every keyword of `Input()`.
#
# differs: Input/properties/n/minimum: cog drops bounds that are not literals
# differs: Input/properties/n/maximum: cog drops bounds that are not literals
# differs: Input/properties/s/minLength: cog drops bounds that are not literals
# differs: Input/properties/s/maxLength: cog drops bounds that are not literals
# differs: Input/properties/s/pattern: cog drops bounds that are not literals
# differs: Input/properties/s/deprecated: cog drops what is not a literal
# accepts: {} -> "2 ab"
# forbids: {"n": 0}
# forbids: {"n": 9}
# forbids: {"s": ""}
# forbids: {"s": "AB"}
from cog import BaseRunner, Input

LOW = 1
HIGH = 8
PATTERN = "^[a-z]*$"
OLD = True


class Runner(BaseRunner):
    def run(
        self,
        n: int = Input(default=2, ge=LOW, le=HIGH),
        s: str = Input(default="ab", min_length=LOW, max_length=HIGH, regex=PATTERN, deprecated=OLD),
    ) -> str:
        return f"{n} {s}"
