# A list of each scalar, in both spellings.
#
# accepts: {"words": ["a"], "counts": [1, 2], "parts": [0.5], "flags": [true]} -> "['a'] [1, 2] [0.5] [True]"
# accepts: {"words": [], "counts": [], "parts": [], "flags": []} -> "[] [] [] []"
# forbids: {"words": "a", "counts": [], "parts": [], "flags": []}
# forbids: {"words": [], "counts": ["1"], "parts": [], "flags": []}
# forbids: {"words": [], "counts": [], "parts": []}
from typing import List

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, words: list[str], counts: List[int], parts: list[float], flags: List[bool]) -> str:
        return f"{words} {counts} {parts} {flags}"
