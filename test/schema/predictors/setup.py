# An asynchronous `setup` with weights, and one that a decorator changes.
#
# train: Trainer
# accepts: {} -> "None"
# trains: {} -> "ready"
import functools

from cog import BaseRunner


def ready(function):
    @functools.wraps(function)
    def wrapped(self):
        return function(self, "ready")

    del wrapped.__wrapped__
    return wrapped


class Runner(BaseRunner):
    async def setup(self, weights):
        self.weights = weights

    async def run(self) -> str:
        return str(self.weights)


class Trainer(BaseRunner):
    @ready
    def setup(self, state):
        self.state = state

    def run(self) -> str:
        return ""

    def train(self) -> str:
        return self.state
