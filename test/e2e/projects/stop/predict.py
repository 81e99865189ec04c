import time

from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self, seconds: float) -> str:
        time.sleep(seconds)
        return "in time"
