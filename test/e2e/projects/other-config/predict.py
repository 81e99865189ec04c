import os
import sys

from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self) -> dict:
        return {
            "config": open("/src/cog.yaml").read(),
            "configs": os.path.exists("/src/configs"),
            "python": "%d.%d" % sys.version_info[:2],
            "greeting": os.environ["GREETING"],
        }
