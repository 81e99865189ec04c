import os

from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self, name: str) -> str:
        if name == "seen by run":
            return open("/etc/seen-by-run").read()
        return os.environ[name]
