# The default of a secret stays text, and is in the document.
#
# accepts: {} -> "str abc"
# accepts: {"key": "x"} -> "Secret x"
# schema: Input/properties/key/default = "abc"
from cog import BaseRunner, Secret


class Runner(BaseRunner):
    def run(self, key: Secret = "abc") -> str:  # warning: input_as_text
        return f"{type(key).__name__} {key.get_secret_value() if isinstance(key, Secret) else key}"
