# The server makes an object without arguments.
#
# stricter: the server does not start
# unready: missing 1 required positional argument: 'size'
from cog import BaseRunner


class Base(BaseRunner):
    def __init__(self, size: int, scale: int = 1):  # error: setup_arguments
        self.size = size


class Runner(Base):
    def run(self) -> int:
        return self.size
