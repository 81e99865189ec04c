# A list of objects, and a mapping of them.
#
# accepts: {} -> [{"boxes": {"cat": {"x": 1}}}]
from cog import BaseModel, BaseRunner


class Box(BaseModel):
    x: int


class Image(BaseModel):
    boxes: dict[str, Box]


class Runner(BaseRunner):
    def run(self) -> list[Image]:
        return [Image(boxes={"cat": Box(x=1)})]
