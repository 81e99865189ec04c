# Options without a type, which cog passes over.
#
# accepts: {} -> "{} 1"
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self, n: int = 1, **options) -> str:  # warning: input_star
        return f"{options} {n}"
