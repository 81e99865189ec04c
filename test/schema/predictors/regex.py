# `regex`, as a plain and as a raw string.
#
# accepts: {"name": "abc", "version": "1.20"} -> "abc 1.20"
# forbids: {"name": "Abc", "version": "1.20"}
# forbids: {"name": "abc", "version": "1-20"}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, name: str = Input(regex="^[a-z]+$"), version: str = Input(regex=r"^\d+\.\d+$")) -> str:
        return f"{name} {version}"
