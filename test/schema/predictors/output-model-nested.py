# Objects in objects and in lists.
#
# accepts: {} -> {"best": {"name": "a", "p": 0.9}, "all": [{"name": "a", "p": 0.9}]}
from cog import BaseModel, BaseRunner


class Guess(BaseModel):
    name: str
    p: float


class Output(BaseModel):
    best: Guess
    all: list[Guess]


class Runner(BaseRunner):
    def run(self) -> Output:
        guess = Guess(name="a", p=0.9)
        return Output(best=guess, all=[guess])
