# Names of cog and typing under other names.
#
# cog: refuses cannot resolve type 'CogPath'
# accepts: {"text": "<text/plain> a"} -> "a 1 None"
# forbids: {"text": 1}
# forbids: {"text": "<text/plain> a", "n": 0}
from typing import Optional as Maybe

from cog import BaseRunner, Input as Field, Path as CogPath


class Runner(BaseRunner):
    def run(self, text: CogPath, n: int = Field(default=1, ge=1), s: Maybe[str] = None) -> str:
        return f"{text.read_text()} {n} {s}"
