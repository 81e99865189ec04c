# The `Path` of pathlib as an output.
#
# accepts: {} -> "<text/plain> a"
import tempfile
from pathlib import Path

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Path:
        result = Path(tempfile.mkdtemp()) / "result.txt"
        result.write_text("a")
        return result
