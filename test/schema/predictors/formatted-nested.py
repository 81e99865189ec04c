# Formatted strings with quotes of their own kind in them.
#
# cog: refuses cannot be statically resolved
# accepts: {} -> "ab c"
# schema: Input/properties/s/description = "one of a, b: {x}"
from cog import BaseRunner, Input

NAMES = ["a", "b"]


class Runner(BaseRunner):
    def run(
        self,
        s: str = Input(default=f"{"a"}{'b'}", description=f"one of {", ".join(NAMES)}: {{x}}"),
        t: str = f"""{
            "c"  # a comment
        }""",
    ) -> str:
        return f"{s} {t}"
