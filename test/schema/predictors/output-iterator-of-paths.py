# Files as they come.
#
# accepts: {} -> ["<text/plain> a", "<text/plain> b"]
import tempfile
from typing import Iterator

from cog import BaseRunner, Path


class Runner(BaseRunner):
    def run(self) -> Iterator[Path]:
        folder = Path(tempfile.mkdtemp())
        for name in "ab":
            result = folder / f"{name}.txt"
            result.write_text(name)
            yield result
