"""python_requirements: a file in a folder, with an include, a comment, a marker and a range."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    for build in t.both(t.project("python-requirements"), push=True):
        t.predicts(build, "24th", date="2026-11-24")


case.main(test)
