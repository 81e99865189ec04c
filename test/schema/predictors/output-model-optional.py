# Parts that may be null: with a default they may be left out too.
#
# accepts: {} -> {"a": null, "b": 1, "files": {"x": [1]}}
from typing import Dict, Union

from cog import BaseModel, BaseRunner


class Result(BaseModel):
    a: str | None
    b: Union[int, None]
    files: Dict[str, list[int]]


class Runner(BaseRunner):
    def run(self) -> Result:
        return Result(a=None, b=1, files={"x": [1]})
