# Files inside an object.
#
# accepts: {} -> {"text": "<text/plain> a", "more": ["<text/plain> a"]}
import tempfile

from cog import BaseModel, BaseRunner, Path


class Output(BaseModel):
    text: Path
    more: list[Path]


class Runner(BaseRunner):
    def run(self) -> Output:
        file = Path(tempfile.mkdtemp()) / "a.txt"
        file.write_text("a")
        return Output(text=file, more=[file])
