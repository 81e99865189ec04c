# A model deep in a package, which takes parts from another module of the package.
#
# accepts: {} -> {"box": {"x": 1}}
from app.results.output import Output
from app.results.parts import Box
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(box=Box(x=1))
