# Constants of another module.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {} -> "small 512"
# accepts: {"size": "large"} -> "large 512"
# forbids: {"size": "medium"}
# forbids: {"width": 2048}
import limits
from cog import BaseRunner, Input
from limits import SIZES


class Runner(BaseRunner):
    def run(
        self,
        size: str = Input(choices=SIZES, default="small"),
        width: int = Input(default=512, le=limits.WIDEST),
    ) -> str:
        return f"{size} {width}"
