# Types in parentheses, over several lines.
#
# cog: refuses parenthesized_expression
# accepts: {"s": "x"} -> "x"
# forbids: {"s": 0.5}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(
        self,
        s: (str |
            int),
    ) -> (
        str
    ):
        return str(s)
