# A model defined below, so in quotes.
#
# accepts: {} -> {"text": "a"}
from cog import BaseModel, BaseRunner


class Runner(BaseRunner):
    def run(self) -> "Output":
        return Output(text="a")


class Output(BaseModel):
    text: str
