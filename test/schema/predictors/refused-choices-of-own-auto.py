# What `auto()` gives in a class that decides it itself is not known.
#
# cog: refuses choices expression cannot be statically resolved
from enum import StrEnum, auto

from cog import BaseRunner, Input


class Mode(StrEnum):
    def _generate_next_value_(name, start, count, last_values):
        return name.upper()

    FAST = auto()


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=[mode.value for mode in Mode])) -> str:  # error: choices_not_constant
        return mode
