# A model as an input.
#
# cog: refuses Box
from cog import BaseModel, BaseRunner


class Box(BaseModel):
    x: int


class Runner(BaseRunner):
    def run(self, box: Box) -> str:  # error: input_type
        return ""
