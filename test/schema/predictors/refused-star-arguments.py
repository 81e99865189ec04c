# Any number of arguments.
#
# cog: refuses typed_parameter
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, *args: str) -> str:  # error: input_variadic
        return ""
