from cog import BaseModel

from .parts import Box


class Output(BaseModel):
    box: Box
