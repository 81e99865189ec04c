# An `Input()` made by a static method from the arguments of the call.
#
# differs: Input/properties/a/description: cog does not look at the default of the method's parameter
# accepts: {} -> "3 4"
# accepts: {"a": 0} -> "0 4"
# forbids: {"a": -1}
from cog import BaseRunner, Input


class Inputs:
    @staticmethod
    def count(default, description="how many"):
        return Input(default=default, ge=0, description=description)


class Runner(BaseRunner):
    def run(self, a: int = Inputs.count(default=3), b: int = Inputs.count(4, description="how often")) -> str:
        return f"{a} {b}"
