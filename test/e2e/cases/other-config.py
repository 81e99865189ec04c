"""-f configs/small/other.yaml: the project is where it was found, /src/cog.yaml is that file, and no `build:` is needed."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    project = t.project("other-config")
    config = project / "configs/small/other.yaml"
    expected = {
        "config": config.read_text(),
        "configs": False,
        "python": "3.13",
        "greeting": 'hello $USER, "you"',
    }
    for build in t.both(project, push=True, flags=["-f", "configs/small/other.yaml"]):
        t.predicts(build, expected)
    absolute = t.llb(project, "absolute", flags=["-f", str(config)])
    # The same build: nothing but the transfer of the folder runs again.
    t.equal(absolute.ran(), ["[internal] load src"], "what ran with an absolute -f")


case.main(test)
