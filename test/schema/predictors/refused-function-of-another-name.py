# cog.yaml names what is not there, and cog takes the function `predict` for it; the server does not.
#
# run: Runner
# stricter: setup would fail
# error: target_missing
def predict(s: str) -> str:
    return s
