import importlib.metadata

import humanize
import lib
from cog import BaseRunner
from mine import MARK


class Predictor(BaseRunner):
    def run(self, number: int) -> str:
        names = {one.metadata["Name"].lower() for one in importlib.metadata.distributions()}
        absent = sorted({"tomli", "iniconfig"} - names)
        parts = lib.parts(humanize.intcomma(number))
        return " ".join([*parts, importlib.metadata.version("requests"), MARK, "without", *absent])
