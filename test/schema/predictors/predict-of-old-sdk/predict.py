# SDKs before 0.20 call `predict`, whatever else there is.
#
# unserved: the image has a newer SDK
# differs: Input/properties/s: cog takes `run`
# differs: Input/properties/n: the same
# differs: Input/required: the same
# differs: Output/type: the same
class Runner:
    def predict(self, s: str) -> str:
        return s

    def run(self, n: int) -> int:
        return n
