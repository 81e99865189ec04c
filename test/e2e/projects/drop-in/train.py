from cog import BaseModel, Input


class Trained(BaseModel):
    weights: str


def train(steps: int = Input(ge=1)) -> Trained:
    return Trained(weights=f"after {steps} steps")
