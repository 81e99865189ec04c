"""cogc verify: an example that can be repeated, through both backends, and a command that cannot, at its line."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case
from harness.verifying import WAYS, require_repeatable, verify

UNREPEATABLE = """\
build:
  python_version: "3.13"
  run:
    - echo always > /stamp && touch -d @0 /stamp /
    - head -c 8 /dev/urandom > /random && touch -d @0 /random /
run: "predict.py:Predictor"
"""


def test(t: Case) -> None:
    t.say("python:3.13-slim: stand-in; all packages: real, from PyPI")
    require_repeatable(t, "hello-world", [])

    project = t.project("hello-world", to="unrepeatable")
    (project / "cog.yaml").write_text(UNREPEATABLE)
    for way in WAYS:
        failure = t.fails(verify, t, project, *way)
        t.equal(failure.code, 1, "exit code")
        t.require("cog.yaml:5:7: error: two builds differ in what `head -c 8 /dev/urandom > /random" in failure.output,
                  failure.output)
        t.require("first in `/random`: its contents" in failure.output, failure.output)
        t.equal(failure.output.count("[not_repeatable]"), 1, "steps that differ")


case.main(test)
