# Parts of a pydantic model with `Field()` and its configuration beside.
#
# unserved: the image has no pydantic
import pydantic
from cog import BaseRunner
from pydantic import ConfigDict, Field


class Output(pydantic.BaseModel):
    model_config = ConfigDict(extra="forbid")

    text: str = Field(description="what was read")
    n: int = Field(default=0)

    @pydantic.field_validator("n")
    def positive(cls, value: int) -> int:
        return abs(value)


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a")
