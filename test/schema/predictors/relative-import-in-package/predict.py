# Relative imports inside of a package, and some that may fail.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {} -> "a"
# forbids: {"mode": "c"}
import contextlib
from typing import TYPE_CHECKING

from cog import BaseRunner, Input
from package.names import MODES

if TYPE_CHECKING:
    from .package import names
try:
    from .package import extra
except ImportError:
    from package import extra
with contextlib.suppress(ImportError):
    from .package import more


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=MODES, default=extra.DEFAULT)) -> str:
        return mode
