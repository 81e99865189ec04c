# String literals are decoded as Python does.
#
# differs: Input/properties/a/default: cog keeps the backslash
# differs: Input/properties/b/default: cog keeps the quotes between two literals
# differs: Input/properties/c/default: cog keeps the backslashes
# differs: Input/properties/c/description: cog keeps the backslash
# accepts: {} -> "1\n2|ab|é☃A|it's"
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: str = "1\n2",
        b: str = "a" "b",
        c: str = Input(default="\xe9\u2603\x41", description="tab\there"),
        d: str = "it's",
    ) -> str:
        return f"{a}|{b}|{c}|{d}"
