from cog import BaseModel, BaseRunner, Input

CHOICES = ["a", "b"]


class Output(BaseModel):
    text: str


class Base(BaseRunner):
    def run(self, s: str = Input(default="a", choices=CHOICES)) -> Output:
        return Output(text=s)
