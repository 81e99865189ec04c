from pathlib import Path

from cog import BaseRunner, Input


class Predictor(BaseRunner):
    def run(self, s: str = Input(max_length=5), count: int = Input(default=1, ge=1)) -> str:
        Path("seen.txt").write_text(s)
        return "hello " * count + s
