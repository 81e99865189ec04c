# A class of its own.
#
# accepts: {"s": "x"} -> "x"
class Runner:
    def run(self, s: str) -> str:
        return s
