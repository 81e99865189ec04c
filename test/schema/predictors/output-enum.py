# Enumerations: numbers, text, and what `auto()` makes.
#
# cog: refuses cannot resolve type 'Size'
# accepts: {} -> {"size": 2, "color": "red", "order": 1, "mode": "fast"}
# schema: Output/properties/size = {"title": "Size", "type": "integer", "enum": [1, 2]}
# schema: Output/properties/color = {"title": "Color", "type": "string", "enum": ["red", "blue"]}
# schema: Output/properties/order = {"title": "Order", "type": "integer", "enum": [1, 5, 6]}
# schema: Output/properties/mode = {"title": "Mode", "type": "string", "enum": ["fast", "slow"]}
from enum import Enum, IntEnum, StrEnum, auto

from cog import BaseModel, BaseRunner


class Size(IntEnum):
    SMALL = 1
    LARGE = SMALL + 1


class Color(str, Enum):
    _ignore_ = ["CODES"]
    __codes = {"red": 1}
    RED = "red"
    BLUE = "blue"

    @property
    def code(self) -> int:
        return self.__codes[self.value]


class Order(Enum):
    FIRST = auto()
    FIFTH = 5
    SIXTH = auto()


class Mode(StrEnum):
    FAST = auto()
    SLOW = auto()


class Output(BaseModel):
    size: Size
    color: Color
    order: Order
    mode: Mode


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(Size.LARGE, Color.RED, Order.FIRST, Mode.FAST)
