# Types by their module's name.
#
# accepts: {"text": "<text/plain> a"} -> "a None [1]"
# accepts: {"text": "<text/plain> a", "b": "c", "n": []} -> "a c []"
# forbids: {"text": 1}
# forbids: {"text": "<text/plain> a", "n": 1}
import typing

import cog


class Runner(cog.BaseRunner):
    def run(self, text: cog.Path, b: typing.Optional[str] = None, n: typing.List[int] = [1]) -> str:
        return f"{text.read_text()} {b} {n}"
