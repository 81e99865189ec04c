"""python_packages: a list, with versions and extras."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    for build in t.both(t.project("python-packages"), push=True):
        t.predicts(build, "1-2-mb", number=1234567)


case.main(test)
