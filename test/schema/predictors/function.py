# A function instead of a class.
#
# run: greet
# accepts: {"s": "x"} -> "hello x 1"
# forbids: {}
from cog import Input


def greet(s: str, n: int = Input(default=1, ge=1)) -> str:
    return f"hello {s} {n}"
