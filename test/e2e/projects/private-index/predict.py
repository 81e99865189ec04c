import private_demo
from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self) -> str:
        return private_demo.text
