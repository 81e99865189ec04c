# Another name of a class inside of a class.
#
# cog: refuses Runner
# accepts: {"s": "x"} -> "x"
# forbids: {}
from cog import BaseRunner


class Models:
    class Small(BaseRunner):
        def run(self, s: str) -> str:
            return s


Runner = Models.Small
