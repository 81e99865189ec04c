# Several files.
#
# accepts: {"n": 2} -> ["<text/plain> 0", "<text/plain> 1"]
# accepts: {"n": 0} -> []
import tempfile
from typing import List

from cog import BaseRunner, Path


class Runner(BaseRunner):
    def run(self, n: int) -> List[Path]:
        folder = Path(tempfile.mkdtemp())
        results = [folder / f"{i}.txt" for i in range(n)]
        for i, result in enumerate(results):
            result.write_text(str(i))
        return results
