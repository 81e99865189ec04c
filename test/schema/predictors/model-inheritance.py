# A model takes over the parts of the model above it.
#
# cog: refuses cannot resolve type
# accepts: {} -> {"id": 1, "text": "a", "score": 0.5}
# schema: Output/required = ["id", "text"]
from cog import BaseModel, BaseRunner


class Base(BaseModel):
    id: int
    text: str


class Output(Base):
    score: float = 0.5


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(id=1, text="a")
