# Each keyword of `Input()` once, and the order of many inputs.
#
# accepts: {} -> "hello 0.7 50 balanced 1 None"
# accepts: {"steps": 1, "mode": "fast"} -> "hello 0.7 1 fast 1 None"
# forbids: {"steps": 0}
# forbids: {"mode": "slow"}
# forbids: {"prompt": ""}
# forbids: {"outputs": 3}
from typing import Optional

from cog import BaseRunner, Input, Path


class Runner(BaseRunner):
    def run(
        self,
        prompt: str = Input(default="hello", description="What", min_length=1, max_length=100, regex="^[a-z]*$"),
        guidance_scale: float = Input(default=0.7, ge=0, le=1),
        steps: int = Input(default=50, ge=1, le=100),
        mode: str = Input(default="balanced", choices=["fast", "balanced"], description="How"),
        outputs: int = Input(default=1, choices=[1, 2], deprecated=True),
        image: Optional[Path] = Input(default=None, accept="image/*"),
    ) -> str:
        return f"{prompt} {guidance_scale} {steps} {mode} {outputs} {image}"
