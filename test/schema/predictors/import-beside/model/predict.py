# The server looks for modules in the project's folder, not beside predict.py.
#
# unready: No module named 'sizes'
import json

from sizes import SMALL  # warning: import_beside

from cog import BaseRunner


class Runner(BaseRunner):
    def run(self) -> int:
        return SMALL
