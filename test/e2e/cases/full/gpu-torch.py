"""examples/gpu-torch: the real torch of PyPI with its CUDA, on a slim base; it computes on the CPU where there is no GPU."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import case, life
from harness.case import Case


def test(t: Case) -> None:
    t.say("torch and NVIDIA's wheels: real, from PyPI; python:3.13-slim: stand-in; GPU: none, so it computes on the CPU")
    project = t.project("gpu-torch")
    cuda = life.chosen_cuda(t, project)
    for build in t.both_of_many_gigabytes(project):
        life.check(t, build, f"torch 2.8.0+cu{cuda.replace('.', '')}", cuda=cuda)
        life.check_gpu_image(t, build)


case.main(test)
