# Imports that depend on versions.
#
# cog: refuses Literal
# accepts: {"mode": "a"} -> {"text": "a"}
# forbids: {"mode": "c"}
import sys

from cog import BaseRunner

if sys.version_info >= (3, 11):
    from typing import Literal, TypedDict
else:
    from typing_extensions import Literal, TypedDict

try:
    import tomllib
except ImportError:
    import tomli as tomllib


class Output(TypedDict):
    text: str


class Runner(BaseRunner):
    def run(self, mode: Literal["a", "b"]) -> Output:
        return {"text": mode}
