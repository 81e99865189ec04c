"""examples/cpu-torch: the CPU build of torch, from the PyTorch index. e2e/verify shows that both backends give its layers."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, life, pytorch_index
from harness.case import Case


def test(t: Case) -> None:
    t.say(f"{pytorch_index.WHAT}; python:3.13-slim: stand-in; numpy and all other packages: real, from PyPI")
    project = t.project("cpu-torch")
    with pytorch_index.serving(t.say) as flags:
        build = t.llb(project, push=True, flags=flags)
    life.check(t, build, "torch 2.6.0+cpu", cuda="none")
    t.equal(life.cuda_libraries(build), [], "CUDA libraries in an image for a CPU")


case.main(test)
