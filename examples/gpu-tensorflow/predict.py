"""Conway's Game of Life: each generation counts the neighbours of all cells by one convolution."""

import tensorflow as tf
from cog import BaseModel, BaseRunner, Input


class Output(BaseModel):
    cells: str
    framework: str
    cuda: str
    device: str


class Predictor(BaseRunner):
    def setup(self) -> None:
        self.neighbours = tf.reshape(tf.constant([1.0, 1, 1, 1, 0, 1, 1, 1, 1]), (3, 3, 1, 1))

    def run(
        self,
        cells: str = Input(description="Rows of cells, separated by /; # is a living one", default=".#./.#./.#."),
        generations: int = Input(description="How many generations to go", default=1, ge=0, le=1000),
    ) -> Output:
        alive = tf.constant([[float(cell == "#") for cell in row] for row in cells.split("/")])
        for _ in range(generations):
            count = tf.nn.conv2d(alive[None, :, :, None], self.neighbours, strides=1, padding="SAME")[0, :, :, 0]
            alive = tf.cast((count == 3) | ((count == 2) & (alive == 1)), tf.float32)
        gpus = tf.config.list_physical_devices("GPU")
        return Output(
            cells="/".join("".join("#" if cell else "." for cell in row) for row in alive.numpy().tolist()),
            framework=f"tensorflow {tf.__version__}",
            # What the wheel was built for; without its CUDA libraries it computes on the CPU.
            cuda=tf.sysconfig.get_build_info().get("cuda_version", "none"),
            device=tf.config.experimental.get_device_details(gpus[0])["device_name"] if gpus else "cpu",
        )
