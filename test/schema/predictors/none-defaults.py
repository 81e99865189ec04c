# `None` as the default of types without it: they are required.
#
# accepts: {"a": "x", "b": 1, "c": ["y"], "d": {}} -> "x 1 ['y'] {}"
# forbids: {"b": 1, "c": [], "d": {}}
# forbids: {"a": "x", "c": [], "d": {}}
# forbids: {"a": null, "b": 1, "c": [], "d": {}}
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: str = None,  # warning: input_none_default
        b: int = Input(default=None),  # warning: input_none_default
        c: list[str] = None,  # warning: input_none_default
        d: dict = Input(default=None),  # warning: input_none_default
    ) -> str:
        return f"{a} {b} {c} {d}"
