# A file that need not be given.
#
# accepts: {} -> "none"
# accepts: {"text": "<text/plain> hello"} -> "hello"
# forbids: {"text": 1}
from typing import Optional

from cog import BaseRunner, Input, Path


class Runner(BaseRunner):
    def run(self, text: Optional[Path] = Input(default=None)) -> str:
        return text.read_text() if text else "none"
