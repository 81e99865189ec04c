# Choices whose names are those of other parts of the document.
#
# differs: /components/schemas: cog lets one schema take the place of another of its name
# accepts: {"Output": "a", "Status": "b", "Input": "c"} -> "abc"
# forbids: {"Output": "x", "Status": "b", "Input": "c"}
# forbids: {"Output": "a", "Status": "x", "Input": "c"}
# forbids: {"Output": "a", "Status": "b", "Input": "x"}
# schema: Output = {"title": "Output", "type": "string"}
# schema: Status/enum = ["starting", "processing", "succeeded", "canceled", "failed"]
# schema: Input/type = "object"
from cog import BaseRunner, Input as CogInput


class Runner(BaseRunner):
    def run(
        self,
        Output: str = CogInput(choices=["a"]),
        Status: str = CogInput(choices=["b"]),
        Input: str = CogInput(choices=["c"]),
    ) -> str:
        return Output + Status + Input
