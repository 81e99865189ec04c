# A name for a type.
#
# cog: refuses
# accepts: {"words": ["a"]} -> {"a": 1}
# forbids: {"words": "a"}
from typing import Dict, List

from cog import BaseRunner

Words = List[str]
Counts = Dict[str, int]


class Runner(BaseRunner):
    def run(self, words: Words) -> Counts:
        return {word: 1 for word in words}
