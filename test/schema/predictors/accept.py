# Which files are wanted is a hint for clients.
#
# accepts: {"image": "<text/plain> a"} -> "a"
# forbids: {"image": 1}
from cog import BaseRunner, File, Input, Path


class Runner(BaseRunner):
    def run(
        self,
        image: Path = Input(accept="image/*", description="a picture"),
        mask: Path | None = Input(default=None, accept=".png,.webp"),
    ) -> str:
        return image.read_text()
