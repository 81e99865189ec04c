# A method without a place for its object.
#
# stricter: each prediction fails
# fails: {"s": "x"} -> takes 0 positional arguments but 1 positional argument
from cog import BaseRunner


class Runner(BaseRunner):
    def run(*, s: str) -> str:  # error: method_self
        return s
