# Several files.
#
# accepts: {"texts": ["<text/plain> a", "<text/plain> b"]} -> "a,b"
# accepts: {"texts": []} -> ""
# forbids: {"texts": "<text/plain> a"}
# forbids: {"texts": [1]}
from cog import BaseRunner, Path


class Runner(BaseRunner):
    def run(self, texts: list[Path]) -> str:
        return ",".join(text.read_text() for text in texts)
