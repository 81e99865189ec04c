# Strings with a prefix, and over several lines.
#
# cog: refuses cannot be statically resolved
# accepts: {} -> "a|b\\n|one two"
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: str = u"a",
        b: str = R"b\n",
        c: str = Input(
            default="one "
            "two",
            description=f"no placeholder in it",
        ),
    ) -> str:
        return f"{a}|{b}|{c}"
