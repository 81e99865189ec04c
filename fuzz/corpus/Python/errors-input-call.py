import os
from cog import Input
class P:
    def run(self, a: str = Input("", descripton="a text"),
            b: int = Input( gt=1),
            c: int = Input( ge="1"),
            d: str = Input( default_factory=list),
            e: str = Input( choices=os.listdir()),
            f: str = Input( choices=["a", 1]),
            g: int = Input( choices=["a"]),
            h: str = Input( accept="image/*"),
            i: str = Input("a","b"),
            j: str = os.sep,
            k: str = Input( default=os.getenv("K")),
            l: int = Input( le=os.cpu_count()),
            m: str = Input( default=None),
            n: int = Input( regex="a")) -> str:
        return ""
