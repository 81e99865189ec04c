# The former names: the key `predict`, `predict()` and `BasePredictor`.
#
# predict: Predictor
# warning: deprecated_key
# accepts: {"s": "x"} -> "x"
# forbids: {}
from cog import BasePredictor


class Predictor(BasePredictor):
    def predict(self, s: str) -> str:  # warning: predict_deprecated
        return s
