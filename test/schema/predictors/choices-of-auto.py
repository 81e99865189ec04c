# Choices and a default from an enumeration that `auto()` numbers.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {} -> "slow 2"
# accepts: {"mode": "fast", "n": 1} -> "fast 1"
# forbids: {"mode": "FAST"}
# forbids: {"n": 3}
import enum

from cog import BaseRunner, Input


class Mode(enum.StrEnum):
    FAST = enum.auto()
    SLOW = enum.auto()


class Level(enum.IntEnum):
    LOW = enum.auto()
    HIGH = enum.auto()


class Runner(BaseRunner):
    def run(
        self,
        mode: str = Input(choices=[mode.value for mode in Mode], default=Mode.SLOW.value),
        n: int = Input(choices=list(Level), default=Level.HIGH.value),
    ) -> str:
        return f"{mode} {n}"
