# A class of one's own that is called like one of typing's.
#
# accepts: {} -> {"text": "a"}
from cog import BaseModel, BaseRunner


class Dict(BaseModel):
    text: str


class Runner(BaseRunner):
    def run(self) -> Dict:
        return Dict(text="a")
