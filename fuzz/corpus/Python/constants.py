from cog import Input
from settings import MAX_SEED, models as m
import settings

KINDS = ["a"] + ["b", "c"]

class Predictor:
    def run(self,
            seed: int = Input(default=0, ge=0, le=MAX_SEED, description=f"From 0 to {MAX_SEED}."),
            size: int = Input(default=settings.BASE * 2, choices=[i * 256 for i in range(1, 5)]),
            model: str = Input(default=m.DEFAULT, choices=list(m.MODELS.keys())),
            kind: str = Input(default=KINDS[0], choices=KINDS),
            name: str = Input(default='it\'s\ta ' "\"name\"", regex=settings.PATTERN)) -> str:
        return ""
