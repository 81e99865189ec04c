# `import cog as` another name.
#
# cog: refuses cannot be statically resolved
# accepts: {} -> "1"
# forbids: {"n": 0}
import cog as c


class Runner(c.BaseRunner):
    def run(self, n: int = c.Input(default=1, ge=1)) -> str:
        return str(n)
