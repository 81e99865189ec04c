# Python renames a parameter with two underscores in front.
#
# stricter: each prediction fails
# fails: {"__s": "x"} -> got an unexpected keyword argument '__s'
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, __s: str, _t: str = "") -> str:  # error: input_mangled
        return __s
