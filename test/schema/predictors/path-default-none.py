# `None` as the default of a type without it means: no default.
#
# accepts: {"text": "<text/plain> hello"} -> "hello"
# forbids: {}
# forbids: {"text": null}
from cog import BaseRunner, Input, Path


class Runner(BaseRunner):
    def run(
        self,
        text: Path = Input(default=None),  # warning: input_none_default
        seed: int = Input(default=3),
    ) -> str:
        return text.read_text()
