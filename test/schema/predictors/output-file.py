# A file, opened.
#
# accepts: {} -> "<application/octet-stream> hello"
import io

from cog import BaseRunner, File


class Runner(BaseRunner):
    def run(self) -> File:
        return io.BytesIO(b"hello")
