# Indented with tabs.
#
# accepts: {"s": "x"} -> "x"
from cog import BaseRunner


class Runner(BaseRunner):
	def run(self, s: str) -> str:
		return s
