# A file or something else.
#
# cog: refuses not supported in union
from cog import BaseRunner, File, Path, Secret


class Runner(BaseRunner):
    def run(
        self,
        a: Path | str,  # error: input_type
        b: int | File,  # error: input_type
        c: Secret | int,  # error: input_type
    ) -> str:
        return ""
