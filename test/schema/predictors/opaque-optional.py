# An opaque type that need not be given, in three forms.
#
# accepts: {} -> "None None None"
# accepts: {"a": {"x": 1}} -> "{'x': 1} None None"
# forbids: {"b": 1}
from typing import Annotated, Optional

from cog import BaseRunner, Opaque


class Config(dict):
    pass


class Runner(BaseRunner):
    def run(
        self,
        a: Optional[Annotated[Config, Opaque]] = None,
        b: Annotated[Optional[Config], Opaque] = None,
        c: Annotated[Config, Opaque] | None = None,
    ) -> str:
        return f"{a} {b} {c}"
