from typing import Any, ClassVar, Literal, NotRequired, Optional, Required, TypedDict
import cog
import base
class Part(base.Named, total=False):
    size: Required[int]
    note: str
class Result(base.Base):
    version: ClassVar[str] = "1"
    best_of: int = 1
    parts: list[Part]
    extra: Any
    kind: Optional[Literal["a", "b"]]
    parent: "Result | None" = None
    tags: list[str] = []
    def method(self): ...
class Predictor:
    def run(self) -> Result:
        return Result()
