# Numbers beyond 32 and 53 bits.
#
# differs: Input/properties/seed/maximum: cog rounds it
# accepts: {} -> "9007199254740993 1"
# accepts: {"seed": 4294967295} -> "4294967295 1"
# forbids: {"seed": -1}
# forbids: {"n": 4294967296}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        seed: int = Input(default=9007199254740993, ge=0, le=18446744073709551615),
        n: int = Input(default=1, le=4294967295),
    ) -> str:
        return f"{seed} {n}"
