from cog import BaseModel


class Box(BaseModel):
    x: int


class Result(BaseModel):
    text: str
    box: Box
