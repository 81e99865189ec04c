# Both names at once: cog builds it, and setup fails.
#
# stricter: setup would fail
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> str:
        return ""

    def predict(self) -> str:  # error: method_conflict
        return ""
