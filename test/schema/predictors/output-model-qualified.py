# `BaseModel` by its module's name; methods and class variables do not count.
#
# accepts: {} -> {"text": "a"}
import cog


class Output(cog.BaseModel):
    """What comes out."""

    text: str

    def shout(self) -> str:
        return self.text.upper()


class Runner(cog.BaseRunner):
    def run(self) -> Output:
        return Output(text="a")
