# A property is no method.
#
# stricter: the server does not start
# unready: run or predict method not found
from cog import BaseRunner


class Runner(BaseRunner):
    @property  # error: method_decorator
    def run(self) -> str:
        return ""
