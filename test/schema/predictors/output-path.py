# A file.
#
# accepts: {"text": "<text/plain> hello"} -> "<text/plain> HELLO"
import tempfile

from cog import BaseRunner, Path


class Runner(BaseRunner):
    def run(self, text: Path) -> Path:
        result = Path(tempfile.mkdtemp()) / "result.txt"
        result.write_text(text.read_text().upper())
        return result
