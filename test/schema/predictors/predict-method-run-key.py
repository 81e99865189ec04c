# `predict()` under the key `run`.
#
# run: Predictor
# accepts: {"s": "x"} -> "x"
from cog import BaseRunner


class Predictor(BaseRunner):
    def predict(self, s: str) -> str:  # warning: predict_deprecated
        return s
