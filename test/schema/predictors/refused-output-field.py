# A part of a model that has no form in JSON.
#
# cog: refuses field "when"
from datetime import datetime

from cog import BaseModel, BaseRunner


class Output(BaseModel):
    text: str
    when: datetime  # error: output_type


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a", when=datetime.now())
