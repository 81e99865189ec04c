# The source lies outside of the project.
#
# cog: refuses outside source directory
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> str:
        return ""
