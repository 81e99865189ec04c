# Variables of the class itself are no parts of the object.
#
# cog: refuses ClassVar
# accepts: {} -> {"text": "a"}
# schema: Output/required = ["text"]
from typing import ClassVar

from cog import BaseModel, BaseRunner


class Output(BaseModel):
    limit: ClassVar[int] = 3
    text: str


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a")
