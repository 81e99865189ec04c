import humanize
from cog import BaseRunner
from slugify import slugify


class Predictor(BaseRunner):
    def run(self, number: int) -> str:
        return slugify(humanize.naturalsize(number))
