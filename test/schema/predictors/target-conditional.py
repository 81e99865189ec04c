# Definitions inside `if` and `try`.
#
# cog: refuses Runner
# accepts: {"s": "x"} -> "x"
# forbids: {}
import sys

try:
    from cog import BaseRunner
except ImportError:
    raise

if sys.version_info >= (3, 10):

    class Runner(BaseRunner):
        def run(self, s: str) -> str:
            return s
