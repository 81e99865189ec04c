# The model above comes from another module, through two steps.
#
# cog: refuses cannot resolve type
# accepts: {} -> {"id": 1, "text": "a", "score": 0.5}
# schema: Output/required = ["id", "text", "score"]
import results
from cog import BaseRunner


class Output(results.Text):
    score: float


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(id=1, text="a", score=0.5)
