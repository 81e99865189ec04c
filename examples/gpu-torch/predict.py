"""Conway's Game of Life: each generation counts the neighbours of all cells by one convolution."""

import torch
from cog import BaseModel, BaseRunner, Input


class Output(BaseModel):
    cells: str
    framework: str
    cuda: str
    device: str


class Predictor(BaseRunner):
    def setup(self) -> None:
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.neighbours = torch.ones(1, 1, 3, 3, device=self.device)
        self.neighbours[0, 0, 1, 1] = 0

    def run(
        self,
        cells: str = Input(description="Rows of cells, separated by /; # is a living one", default=".#./.#./.#."),
        generations: int = Input(description="How many generations to go", default=1, ge=0, le=1000),
    ) -> Output:
        alive = torch.tensor([[float(cell == "#") for cell in row] for row in cells.split("/")], device=self.device)
        for _ in range(generations):
            count = torch.nn.functional.conv2d(alive[None, None], self.neighbours, padding=1)[0, 0]
            alive = ((count == 3) | ((count == 2) & (alive == 1))).float()
        return Output(
            cells="/".join("".join("#" if cell else "." for cell in row) for row in alive.tolist()),
            framework=f"torch {torch.__version__}",
            cuda=torch.version.cuda or "none",
            device=torch.cuda.get_device_name() if self.device == "cuda" else "cpu",
        )
