"""What the tests of the examples with a tensor framework have in common.

Their predictors play Conway's Game of Life, whose answers are known, and say which framework they ran on.
"""

import re
from pathlib import Path

MB = 1_000_000
GLIDER = ".#....../..#...../###...../......../......../......../......../........"
# Four generations move it by one cell down and right.
GLIDER_LATER = "......../......../......../....#.../.....#../...###../......../........"
QUESTION = {"cells": GLIDER, "generations": 12}


def check(t, build, framework: str, cuda: str, device: str = "cpu") -> None:
    """The image's server computes right, with this framework, built for this CUDA (`12.5`, or `none`)."""
    output = t.prediction(build, seconds=300, **QUESTION)  # the import of a framework takes a while
    t.equal(output["cells"], GLIDER_LATER, "a glider after 12 generations")
    t.equal(output["framework"], framework, "the framework")
    t.equal(minor(output["cuda"]), cuda, "CUDA of the framework")
    t.equal(output["device"], device, "the device")


def chosen_cuda(t, project: Path) -> str:
    """The CUDA that the compiler chose, as `12.8`."""
    found = re.search(r'^need %cuda "[^"]*" = "([^"]+)"', t.cogc(project, "--emit=plan"), re.MULTILINE)
    t.require(found, "the plan names no CUDA")
    t.say(f"CUDA chosen: {found.group(1)}")
    return minor(found.group(1))


def minor(version: str) -> str:
    return ".".join(version.split(".")[:2])


def cuda_libraries(build) -> list[str]:
    """NVIDIA's wheels in the environment."""
    return [path for path in build.image.files() if re.match(r"opt/venv/lib/python[^/]+/site-packages/nvidia/", path)]


def check_gpu_image(t, build) -> None:
    """What a GPU needs of an image; the driver comes from the machine that it runs on."""
    environment = build.image.environment()
    t.equal(environment.get("NVIDIA_VISIBLE_DEVICES"), "all", "NVIDIA_VISIBLE_DEVICES")
    t.equal(environment.get("NVIDIA_DRIVER_CAPABILITIES"), "compute,utility", "NVIDIA_DRIVER_CAPABILITIES")
    names = {Path(path).name.partition(".so")[0] for path in cuda_libraries(build) if ".so" in path}
    for library in ("libcudart", "libcublas", "libcudnn"):
        t.require(library in names, f"no {library} in the environment")
    sizes = [one.size for one in build.image.layers]
    t.say(f"compressed: {sum(sizes) / MB:.0f} MB in {len(sizes)} layers, the largest {max(sizes) / MB:.0f} MB")
