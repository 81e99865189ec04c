# `Opaque` lets any type through as an object.
#
# accepts: {"config": {"a": 1}, "many": [{"b": 2}]} -> "{'a': 1} [{'b': 2}]"
# forbids: {"config": 1, "many": []}
# forbids: {"config": {}, "many": {}}
from typing import Annotated

from cog import BaseRunner, Opaque


class Config(dict):
    pass


class Runner(BaseRunner):
    def run(self, config: Annotated[Config, Opaque], many: Annotated[list[Config], Opaque]) -> str:
        return f"{config} {many}"
