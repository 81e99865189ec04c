from typing import TypedDict


class Box(TypedDict):
    x: int
