# Modules beside predict.py, found from the project's folder, or by a path of one's own.
#
# accepts: {} -> "1 2"
import sys

sys.path.append("other")

import model.sizes as sizes
import colors

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> str:
        return f"{sizes.SMALL} {colors.RED}"
