# Files and secrets inside of `Annotated`.
#
# cog: refuses Annotated[Path
# accepts: {"a": "<text/plain> x", "b": ["<text/plain> y"], "c": "z"} -> "xyz"
# forbids: {"a": 1}
from typing import Annotated, Optional

from cog import BaseRunner, Path, Secret


class Runner(BaseRunner):
    def run(
        self,
        a: Annotated[Path, "a picture"],
        b: list[Annotated[Path, "more"]],
        c: Optional[Annotated[Secret, "a key"]] = None,
    ) -> str:
        return a.read_text() + b[0].read_text() + c.get_secret_value()
