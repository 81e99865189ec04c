# A default that is computed.
#
# cog: refuses default_factory
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(self, words: list[str] = Input(default_factory=list)) -> str:  # error: default_factory
        return ""
