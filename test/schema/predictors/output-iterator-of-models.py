# Objects as they come.
#
# accepts: {} -> [{"step": 0, "loss": 1.0}, {"step": 1, "loss": 0.5}]
from typing import Iterator

from cog import BaseModel, BaseRunner


class Progress(BaseModel):
    step: int
    loss: float


class Runner(BaseRunner):
    def run(self) -> Iterator[Progress]:
        for step in range(2):
            yield Progress(step=step, loss=1 / (step + 1))
