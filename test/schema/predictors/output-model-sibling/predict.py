# A model of a module beside, under another name.
#
# accepts: {} -> {"text": "a", "box": {"x": 1}}
from cog import BaseRunner
from results import Box, Result as Output


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a", box=Box(x=1))
