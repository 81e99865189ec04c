# Bytes; a `Path` carries them.
#
# cog: refuses bytes
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> bytes:  # error: output_type
        return b""
