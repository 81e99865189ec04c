# The server does not look into a `type` statement, and makes no file of the text.
#
# cog: refuses Same
# accepts: {"image": "<text/plain> a", "other": "<text/plain> b"} -> "str Path"
from typing import Optional

from cog import BaseRunner, Path

type File = Optional[Path]  # warning: input_as_text
Same = Optional[Path]


class Runner(BaseRunner):
    def run(self, image: File = None, other: Same = None) -> str:
        return f"{type(image).__name__} {type(other).__name__}"
