# The `Path` of pathlib as an input: the server hands over the URL instead of the file.
#
# stricter: predictions would fail
from pathlib import Path

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, text: Path) -> str:  # error: pathlib_input
        return text.read_text()
