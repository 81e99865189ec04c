import by_netrc
import by_url
import by_variable
from cog import BaseRunner


class Predictor(BaseRunner):
    def run(self) -> str:
        return f"{by_netrc.text}, {by_variable.text}, {by_url.text}"
