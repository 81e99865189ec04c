# Numbers as Python writes them: signs, bases, underscores, exponents.
#
# accepts: {} -> "-1 255 8 5 1000000 -0.5 1000.0 0.5 3.0"
from cog import BaseRunner


class Runner(BaseRunner):
    def run(
        self,
        minus: int = -1,
        hexadecimal: int = 0xFF,
        octal: int = 0o10,
        binary: int = 0b101,
        underscores: int = 1_000_000,
        half: float = -0.5,
        exponent: float = 1e3,
        bare_point: float = .5,
        no_fraction: float = 3.,
    ) -> str:
        return f"{minus} {hexadecimal} {octal} {binary} {underscores} {half} {exponent} {bare_point} {no_fraction}"
