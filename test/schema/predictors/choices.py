# Choices of strings.
#
# accepts: {"size": "small"} -> "small fast"
# accepts: {"size": "large", "mode": "slow"} -> "large slow"
# forbids: {"size": "medium"}
# forbids: {"size": "small", "mode": ""}
# forbids: {}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        size: str = Input(choices=["small", "large"]),
        mode: str = Input(choices=["fast", "slow"], default="fast", description="how"),
    ) -> str:
        return f"{size} {mode}"
