"""A config beyond what fits into one argument (128 KB): the image has all of it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, services
from harness.case import Case
from harness.image import compare
from harness.registry import push_layout

COUNT, LENGTH = 200, 1000


def test(t: Case) -> None:
    project = t.project("hello-world")
    lines = [f"  - VALUE_{number}={str(number % 10) * LENGTH}\n" for number in range(COUNT)]
    config = project / "cog.yaml"
    config.write_text(config.read_text() + "environment:\n" + "".join(lines))
    llb, dockerfile = t.both(project)
    for build in (llb, dockerfile):
        environment = build.image.environment()
        for number in range(COUNT):
            t.equal(environment[f"VALUE_{number}"], str(number % 10) * LENGTH, f"VALUE_{number}")
    name = t.image_name("llb")
    push_layout(services.registry_address(), "e2e/large-config", "llb", llb.layout)
    llb.pushed = name
    t.predicts(llb, "hello world", s="world")

    pushed = t.llb(project, "pushed", push=True)
    t.equal(compare(pushed.image, llb.image, []), [], "pushed against exported")
    t.predicts(pushed, "hello world", s="world")


case.main(test)
