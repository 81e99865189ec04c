# `List` without its elements.
#
# accepts: {} -> [{"a": 1}]
import typing

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> typing.List:
        return [{"a": 1}]
