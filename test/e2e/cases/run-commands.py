"""run: several commands, those of pre_install behind them; pip means the environment, quoting survives, uv is there in the step and not in the image."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case
from harness.image import may_differ

EXPECTED = {
    "lines": 'first line\n$HOME is not expanded\na "quoted" word\nnumber 1\nnumber 2\nnumber 3\npre_install is last\n',
    "folder": "/",
    "uv in a step": "/usr/local/bin/uv",
    "uv in the image": False,
}


def test(t: Case) -> None:
    exceptions = [
        may_differ("*", "what a user's command writes has the time of the build", "mtime"),
        may_differ("opt/venv/*.pyc", "bytecode compiled by the user's pip holds the time of its source", "mtime", "sha256"),
    ]
    for build in t.both(t.project("run-commands"), push=True, exceptions=exceptions):
        t.predicts(build, EXPECTED)


case.main(test)
