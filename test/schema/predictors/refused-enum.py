# An Enum of one's own; `choices` or `Literal` do it.
#
# cog: refuses Color
from enum import Enum

from cog import BaseRunner


class Color(Enum):
    RED = "red"


class Runner(BaseRunner):
    def run(self, color: Color) -> str:  # error: input_type
        return ""
