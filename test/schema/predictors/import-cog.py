# Everything through `import cog`, `Input` too.
#
# cog: refuses cannot be statically resolved
# accepts: {"text": "<text/plain> a"} -> "a 1"
# forbids: {"text": "<text/plain> a", "n": 0}
# forbids: {}
import cog


class Runner(cog.BaseRunner):
    def run(self, text: cog.Path = cog.Input(description="t"), n: int = cog.Input(default=1, ge=1)) -> str:
        return f"{text.read_text()} {n}"
