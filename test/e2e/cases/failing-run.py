"""A run command that fails: the error shows the user's line of cog.yaml, in `cogc build` and in plain buildctl."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import re

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    project = t.project("failing-run")
    for way in (t.llb, t.plan):
        failure = t.fails(way, project, name="failing")
        t.require(re.search(r"^cog\.yaml:5$", failure.output, re.M), f"no `cog.yaml:5`:\n{failure.output[-2000:]}")
        t.require(re.search(r"^ *5 \| *>>> *- echo about to fail && exit 7$", failure.output, re.M),
                  f"no >>> beside the line:\n{failure.output[-2000:]}")
        t.require("exit code: 7" in failure.output, "the command's exit code is not told")
        t.equal(failure.code, 1, "exit code")
        t.require(not (t.work / "failing" / "index.json").exists(), "a failed build left an image")
    t.fails(t.dockerfile, project, name="failing", no_cache=False)


case.main(test)
