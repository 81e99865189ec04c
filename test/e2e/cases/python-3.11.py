"""A Python whose base image has more in its config (LANG)."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    project = t.project("hello-world")
    (project / "cog.yaml").write_text('build:\n  python_version: "3.11"\nrun: predict.py:Predictor\n')
    llb, dockerfile = t.both(project, push=True)
    t.equal(llb.image.environment()["LANG"], "C.UTF-8", "LANG of the base")
    t.predicts(llb, "hello world", s="world")
    t.predicts(dockerfile, "hello world", s="world")


case.main(test)
