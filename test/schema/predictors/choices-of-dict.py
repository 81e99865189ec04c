# Choices from the keys and the values of a mapping.
#
# accepts: {"name": "small", "width": 1024} -> "512 1024"
# forbids: {"name": "medium", "width": 512}
# forbids: {"name": "small", "width": 513}
from cog import BaseRunner, Input

WIDTHS = {"small": 512, "large": 1024}


class Runner(BaseRunner):
    def run(
        self,
        name: str = Input(choices=list(WIDTHS.keys())),
        width: int = Input(choices=list(WIDTHS.values())),
    ) -> str:
        return f"{WIDTHS[name]} {width}"
