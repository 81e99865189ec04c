# The decorators and the base class of 2021, which the SDK has no more.
#
# stricter: the module does not load
# unready: module 'cog' has no attribute 'Predictor'
import cog


class Runner(cog.Predictor):  # error: sdk_name
    @cog.input("s", type=str, help="Text")  # error: sdk_name
    def run(self, s: str) -> str:
        return s
