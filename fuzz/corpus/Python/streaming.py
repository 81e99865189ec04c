import cog, torch
from typing import Iterator
class Predictor:
    @torch.inference_mode()
    @cog.streaming
    def run(self) -> Iterator[str]:
        yield "a"
