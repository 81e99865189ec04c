# Types that a call makes.
#
# cog: refuses unsupported type: T
from typing import TypedDict, TypeVar

from cog import BaseRunner

Output = TypedDict("Output", {"a": int})
T = TypeVar("T", bound=str)


class Runner(BaseRunner):
    def run(self, a: T) -> Output:  # error: input_type # error: output_type
        return {"a": len(a)}
