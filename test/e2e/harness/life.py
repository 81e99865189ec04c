"""What the examples with a tensor framework are asked: Conway's Game of Life, whose answers are known."""

GLIDER = ".#....../..#...../###...../......../......../......../......../........"
# Four generations move it by one cell down and right.
GLIDER_LATER = "......../......../......../....#.../.....#../...###../......../........"
QUESTION = {"cells": GLIDER, "generations": 12}


def check(t, build, framework: str, cuda: str, device: str = "cpu") -> None:
    """The image's server computes right, with this framework, built for this CUDA (`12.5`, or `none`)."""
    output = t.prediction(build, seconds=300, **QUESTION)  # the import of a framework takes a while
    t.equal(output["cells"], GLIDER_LATER, "a glider after 12 generations")
    t.equal(output["framework"], framework, "the framework")
    t.equal(".".join(output["cuda"].split(".")[:2]), cuda, "CUDA of the framework")
    t.equal(output["device"], device, "the device")
