import os
from pathlib import Path

from cog import BaseRunner

WORDS = Path("/weights/words")


class Predictor(BaseRunner):
    def run(self) -> str:
        can = "can" if os.statvfs(WORDS).f_flag & os.ST_RDONLY == 0 else "cannot"
        return f"{(WORDS / 'word.txt').read_text()}, {can} be written"
