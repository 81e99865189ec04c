# A file of the caller, as a path.
#
# accepts: {"text": "<text/plain> hello"} -> "HELLO"
# forbids: {}
# forbids: {"text": 1}
from cog import BaseRunner, Path


class Runner(BaseRunner):
    def run(self, text: Path) -> str:
        return text.read_text().upper()
