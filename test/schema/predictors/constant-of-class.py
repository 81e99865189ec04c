# Constants of a class.
#
# cog: refuses choices expression cannot be statically resolved
# accepts: {} -> "a 3"
# forbids: {"mode": "c"}
from cog import BaseRunner, Input


class Settings:
    MODES = ["a", "b"]
    COUNT = 3


class Runner(BaseRunner):
    def run(self, mode: str = Input(choices=Settings.MODES, default="a"), n: int = Settings.COUNT) -> str:
        return f"{mode} {n}"
