from cog import BaseModel


class Base(BaseModel):
    id: int
