# A secret as an output.
#
# accepts: {} -> {"secret_value": "abc"}
from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self) -> Secret:  # warning: output_secret
        return Secret("abc")
