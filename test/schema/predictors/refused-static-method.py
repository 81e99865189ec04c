# The server calls `run` on an object.
#
# stricter: the server does not start
# unready: has no attribute '__func__'
from cog import BaseRunner


class Runner(BaseRunner):
    @staticmethod  # error: method_decorator
    def run(s: str) -> str:
        return s
