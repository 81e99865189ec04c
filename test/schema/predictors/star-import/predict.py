# Everything of a module, and everything of cog.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {} -> {"text": "a"}
# accepts: {"mode": "b"} -> {"text": "b"}
# forbids: {"mode": "c"}
from cog import *
from results import *


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=MODES, default="a")) -> Output:
        return Output(text=mode)
