# A list that need not be given.
#
# accepts: {} -> "None None"
# accepts: {"words": ["a"], "counts": [1]} -> "['a'] [1]"
# forbids: {"words": [1]}
# forbids: {"counts": 1}
from typing import List, Optional

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, words: Optional[List[str]] = None, counts: list[int] | None = None) -> str:
        return f"{words} {counts}"
