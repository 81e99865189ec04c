# Unions of types that JSON tells apart, and of lists.
#
# accepts: {"a": true} -> "True 1 x None"
# accepts: {"a": 2, "b": 0.5, "c": [1], "d": {"k": 1}} -> "2 0.5 [1] {'k': 1}"
# forbids: {"a": 0.5}
# forbids: {"a": true, "b": "1"}
# forbids: {"a": true, "c": ["1"]}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, a: bool | int, b: int | float = 1, c: list[int] | str = "x", d: dict | list[str] | None = None) -> str:
        return f"{a} {b} {c} {d}"
