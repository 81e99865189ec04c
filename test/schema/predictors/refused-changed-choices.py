# Choices that are changed behind the line that makes them.
#
# stricter: the document of cog has the first one only, and the server forbids the others
from cog import BaseRunner, Input

MODES = ["a"]
MODES.append("b")


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=MODES)) -> str:  # error: choices_not_constant
        return mode
