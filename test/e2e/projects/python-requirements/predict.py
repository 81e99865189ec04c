import humanize
import numpy
from cog import BaseRunner
from dateutil import parser


class Predictor(BaseRunner):
    def run(self, date: str) -> str:
        assert numpy.arange(3).sum() == 3
        return humanize.ordinal(parser.parse(date).day)
