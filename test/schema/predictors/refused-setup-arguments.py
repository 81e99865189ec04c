# The server has nothing to give to `setup`, but for weights.
#
# stricter: the server does not start
# unready: missing 1 required positional argument: 'device'
from cog import BaseRunner


class Runner(BaseRunner):
    def setup(self, weights, device: str):  # error: setup_arguments
        self.device = device

    def run(self) -> str:
        return self.device
