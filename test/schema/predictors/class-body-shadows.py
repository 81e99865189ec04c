# A method called like a type, behind the one that uses the type.
#
# accepts: {"words": ["a", "b"]} -> "ab"
# forbids: {"words": "a"}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, words: list[str]) -> str:
        return "".join(words)

    def list(self) -> str:
        return ""

    def str(self) -> int:
        return 0
