# A package offers in its `__init__.py` what its modules define.
#
# cog: refuses cannot resolve type 'Output'
# accepts: {} -> {"text": "a"}
from app import Output
from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> Output:
        return Output(text="a")
