# Descriptions in each kind of quotes, and a deprecated input.
#
# accepts: {} -> "a b c"
from cog import BaseRunner, Input


class Runner(BaseRunner):
    def run(
        self,
        a: str = Input(default="a", description="It's a"),
        b: str = Input(default="b", description='the "b"'),
        c: str = Input(default="c", description="""c: größer & <c>""", deprecated=True),
    ) -> str:
        return f"{a} {b} {c}"
