# A method whose first input is the object.
#
# stricter: each prediction fails
# fails: {"s": "x"} -> got multiple values for argument 's'
from cog import BaseRunner


class Runner(BaseRunner):
    def run(s: str, n: int = 1) -> str:  # error: method_self
        return s
