from cog import BaseRunner, Input


class Predictor(BaseRunner):
    def run(self, s: str = Input(description="Whom to greet")) -> str:
        return "hello " + s
