import os

from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self) -> list[str]:
        return sorted(os.path.relpath(os.path.join(folder, name), "/src") for folder, _, names in os.walk("/src") for name in names)
