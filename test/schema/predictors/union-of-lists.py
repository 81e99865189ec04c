# A union with lists and mappings in it.
#
# accepts: {"words": "a", "options": {}} -> "'a' {}"
# accepts: {"words": ["a"], "options": ["b"]} -> "['a'] ['b']"
# forbids: {"words": [1], "options": {}}
# forbids: {"words": "a", "options": "b"}
from typing import List

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, words: str | list[str], options: dict | List[str]) -> str:
        return f"{words!r} {options!r}"
