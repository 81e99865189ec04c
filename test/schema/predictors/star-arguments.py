# Any number of arguments receive nothing, since the server passes inputs by name.
#
# cog: refuses typed_parameter
# accepts: {} -> "() {} 1"
# accepts: {"n": 2, "other": 3} -> "() {} 2"
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, *args: str, n: int = 1, **options: int) -> str:  # warning: input_star
        return f"{args} {options} {n}"
