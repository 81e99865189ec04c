# Secrets in a list, a model and a stream.
#
# accepts: {} -> [{"key": {"secret_value": "a"}, "more": [{"secret_value": "b"}]}]
from typing import Iterator

from cog import BaseModel, BaseRunner, Secret


class Output(BaseModel):
    key: Secret  # warning: output_secret
    more: list[Secret]  # warning: output_secret


class Runner(BaseRunner):
    def run(self) -> Iterator[Output]:
        yield Output(Secret("a"), [Secret("b")])
