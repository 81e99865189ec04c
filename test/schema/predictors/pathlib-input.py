# The `Path` of pathlib as an input.
#
# unserved: the server hands over the text of the URL instead of the file
from pathlib import Path

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, text: Path) -> str:  # warning: pathlib_input
        return text.read_text()
