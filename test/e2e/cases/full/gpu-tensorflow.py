"""examples/gpu-tensorflow: the real TensorFlow of PyPI with the CUDA of its extra, on a slim base; it computes on the CPU
where there is no GPU."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import case, life
from harness.case import Case


def test(t: Case) -> None:
    t.say("TensorFlow and NVIDIA's wheels: real, from PyPI; python:3.13-slim: stand-in; GPU: none, so it computes on the CPU")
    project = t.project("gpu-tensorflow")
    cuda = life.chosen_cuda(t, project)
    for build in t.both_of_many_gigabytes(project):
        life.check(t, build, "tensorflow 2.20.0", cuda=cuda)
        life.check_gpu_image(t, build)


case.main(test)
