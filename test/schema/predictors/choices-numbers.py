# Choices of numbers.
#
# accepts: {} -> "512 0.5"
# accepts: {"width": 1024, "scale": 2.0} -> "1024 2.0"
# forbids: {"width": 513}
# forbids: {"scale": 0.6}
# forbids: {"width": "512"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        width: int = Input(choices=[512, 1024], default=512),
        scale: float = Input(choices=[0.5, 2.0], default=0.5),
    ) -> str:
        return f"{width} {scale}"
