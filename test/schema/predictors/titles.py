# Titles are the words of the names.
#
# accepts: {"a": 1, "max_new_tokens": 2, "_private": 3, "x2": 4, "HTTPPort": 5, "two__lines": 6} -> 21
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: int, max_new_tokens: int, _private: int, x2: int, HTTPPort: int, two__lines: int) -> int:
        return a + max_new_tokens + _private + x2 + HTTPPort + two__lines
