# A model of pydantic has fields, and attributes that it keeps to itself.
#
# cog: refuses model_config
# unserved: the image has no pydantic
# schema: Output/required = ["text", "ratio"]
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from cog import BaseRunner


class Output(BaseModel):
    model_config: ConfigDict = ConfigDict(extra="forbid")
    text: str
    ratio: Annotated[float, Field(ge=0)]
    _count: int


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a", ratio=0.5)
