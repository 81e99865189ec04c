class Predictor:
    def run(self) -> str:
        return ""
