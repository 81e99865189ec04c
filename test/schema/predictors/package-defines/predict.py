# A package defines a model in its own `__init__.py`.
#
# cog: refuses cannot resolve type
# accepts: {} -> {"text": "a"}
import app
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> app.Output:
        return app.Output(text="a")
