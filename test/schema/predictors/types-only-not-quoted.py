# A name for type checkers only, where Python looks it up when it loads the module.
#
# unready: name 'Path' is not defined
from typing import TYPE_CHECKING

from cog import BaseRunner

if TYPE_CHECKING:
    from cog import Path


class Runner(BaseRunner):
    def run(self, image: "Path", other: Path) -> str:  # warning: types_only
        return ""
