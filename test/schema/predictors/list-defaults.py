# Lists as defaults, inside `Input()` and plain.
#
# accepts: {} -> "['a', 'b'] [1] []"
# accepts: {"words": []} -> "[] [1] []"
# forbids: {"counts": [1.5]}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        words: list[str] = Input(default=["a", "b"]),
        counts: list[int] = [1],
        nothing: list[str] = [],
    ) -> str:
        return f"{words} {counts} {nothing}"
