"""examples/cpu-tensorflow: the real TensorFlow of PyPI, computing on a CPU."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, life
from harness.case import Case


def test(t: Case) -> None:
    t.say("TensorFlow: real, from PyPI; python:3.13-slim: stand-in")
    for build in t.both(t.project("cpu-tensorflow"), push=True):
        # PyPI has one wheel for CPUs and GPUs; it says what it was built for.
        life.check(t, build, "tensorflow 2.20.0", cuda="12.5")
        t.equal(life.cuda_libraries(build), [], "CUDA libraries in an image for a CPU")


case.main(test)
