# Several files, opened.
#
# accepts: {"texts": ["<text/plain> a", "<text/plain> b"]} -> "ab"
# forbids: {"texts": "<text/plain> a"}
from cog import BaseRunner, File


class Runner(BaseRunner):
    def run(self, texts: list[File]) -> str:
        return "".join(text.read().decode() for text in texts)
