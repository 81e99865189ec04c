# A model of pydantic.
#
# unserved: the image has no pydantic
from cog import BaseRunner
from pydantic import BaseModel


class Output(BaseModel):
    text: str
    n: int = 0


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a")
