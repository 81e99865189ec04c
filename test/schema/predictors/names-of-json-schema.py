# Inputs that are called like words of Python, of JSON Schema and of requests.
#
# accepts: {"id": "a", "input": 1} -> "a 1 b c object 2 3"
# forbids: {"id": "a"}
# forbids: {"id": "a", "input": 1, "type": 1}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(
        self,
        id: str,
        input: int,
        match: str = "b",
        case: str = "c",
        type: str = "object",
        required: int = 2,
        _: int = 3,
    ) -> str:
        return f"{id} {input} {match} {case} {type} {required} {_}"
