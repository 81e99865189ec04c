# `min_length` and `max_length`.
#
# accepts: {"s": "ab"} -> "ab"
# accepts: {"s": "abcd"} -> "abcd"
# forbids: {"s": "a"}
# forbids: {"s": "abcde"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, s: str = Input(min_length=2, max_length=4)) -> str:
        return s
