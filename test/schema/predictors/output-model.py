# An object with named parts, some with defaults.
#
# accepts: {} -> {"text": "a", "score": 0.5, "tags": ["x"], "note": null, "count": 0}
from typing import Optional

from cog import BaseModel, BaseRunner


class Output(BaseModel):
    text: str
    score: float
    tags: list[str]
    note: Optional[str] = None
    count: int = 0


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a", score=0.5, tags=["x"])
