from typing import Literal

__all__ = ["_Size"]

_Size = Literal["s", "m"]
Other = int
