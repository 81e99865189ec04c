# A file of the caller, opened.
#
# accepts: {"text": "<text/plain> hello"} -> "HELLO"
# forbids: {"text": 1}
from cog import BaseRunner, File


class Runner(BaseRunner):
    def run(self, text: File) -> str:
        return text.read().decode().upper()
