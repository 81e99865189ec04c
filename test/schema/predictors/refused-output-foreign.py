# A type of another package.
#
# cog: refuses cannot resolve type 'Image'
from cog import BaseRunner
from PIL.Image import Image


class Runner(BaseRunner):
    def run(self) -> Image:  # error: output_type
        return Image()
