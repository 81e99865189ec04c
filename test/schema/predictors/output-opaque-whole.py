# The whole output opaque, as a list.
#
# accepts: {} -> [{"a": 1}]
from decimal import Context
from typing import Annotated

from cog import BaseRunner, Opaque


class Runner(BaseRunner):
    def run(self) -> Annotated[list[Context], Opaque]:
        return [{"a": 1}]
