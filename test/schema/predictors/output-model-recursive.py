# A model that contains itself ends as an object.
#
# accepts: {} -> {"name": "root", "children": [{"name": "leaf", "children": []}]}
from cog import BaseModel, BaseRunner


class Node(BaseModel):
    name: str
    children: "list[Node]"


class Runner(BaseRunner):
    def run(self) -> Node:
        return Node(name="root", children=[Node(name="leaf", children=[])])
