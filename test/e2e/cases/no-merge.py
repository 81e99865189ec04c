"""--no-merge: the same files and the same config as with merges, in both backends, and the image serves."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case

def test(t: Case) -> None:
    t.say("python:3.13-slim: stand-in; all packages: real, from PyPI")
    project = t.project("hello-world")
    merged = t.llb(project, name="merged")
    t.require(any("merge(" in vertex.name for vertex in merged.vertices.values()), "nothing was merged")
    for chained in t.both(project, push=True, flags=["--no-merge"]):
        t.require(not any("merge(" in vertex.name for vertex in chained.vertices.values()), "something was merged")
        t.equal(chained.image.files().keys() ^ merged.image.files().keys(), set(), "files that one image has alone")
        t.predicts(chained, "hello world", s="world")


case.main(test)
