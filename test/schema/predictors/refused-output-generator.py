# A Generator; `Iterator` says the same.
#
# cog: refuses Generator
from typing import Generator

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Generator[str, None, None]:  # error: output_type
        yield "a"
