# A model named through its module.
#
# accepts: {} -> {"text": "a"}
import results
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> results.Output:
        return results.Output(text="a")
