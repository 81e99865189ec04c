# Names and texts beyond ASCII.
#
# accepts: {"größe": 2} -> "größe 2 ✓"
# forbids: {}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, größe: int = Input(description="Größe in Metern ✓")) -> str:
        return f"größe {größe} ✓"
