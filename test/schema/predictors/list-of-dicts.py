# A list of mappings.
#
# accepts: {"messages": [{"role": "user"}]} -> "user"
# forbids: {"messages": {"role": "user"}}
# forbids: {"messages": ["user"]}
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, messages: list[dict[str, str]]) -> str:
        return messages[0]["role"]
