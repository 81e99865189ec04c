from cog import BaseModel

MODES = ["a", "b"]


class Output(BaseModel):
    text: str
