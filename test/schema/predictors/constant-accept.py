# A constant as the files that are wanted.
#
# differs: Input/properties/image/x-cog-accept: cog drops what is not a literal
# accepts: {"image": "<text/plain> a"} -> "a"
from cog import BaseRunner, Input, Path

PICTURES = "image/*"


class Runner(BaseRunner):
    def run(self, image: Path = Input(accept=PICTURES)) -> str:
        return image.read_text()
