# Training by a class; the server wants `run()` in it too.
#
# run: none
# train: Trainer
# trains: {"data": "<text/plain> a"} -> {"weights": "<text/plain> trained on a"}
# forbids-training: {"data": 1}
import tempfile

from cog import BaseModel, BaseRunner, Path


class TrainingOutput(BaseModel):
    weights: Path


class Trainer(BaseRunner):
    def train(self, data: Path) -> TrainingOutput:
        weights = Path(tempfile.mkdtemp()) / "weights.txt"
        weights.write_text("trained on " + data.read_text())
        return TrainingOutput(weights=weights)

    def run(self) -> str:
        return "not asked for"
