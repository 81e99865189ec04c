"""cogc verify: examples that can be repeated, through both backends, and a command that cannot, at its line."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import re

from harness import case, pytorch_index
from harness.builds import certificates
from harness.case import Case

UNREPEATABLE = """\
build:
  python_version: "3.13"
  run:
    - echo always > /stamp && touch -d @0 /stamp /
    - head -c 8 /dev/urandom > /random && touch -d @0 /random /
run: "predict.py:Predictor"
"""


def verify(t: Case, project: Path, *flags: str) -> str:
    return t.cogc("verify", str(project), "--ca-cert", certificates(), "--progress", "quiet", *flags)


def test(t: Case) -> None:
    t.say(f"{pytorch_index.WHAT}; python:3.13-slim: stand-in; all other packages: real, from PyPI")
    with pytorch_index.serving(t.say) as torch_flags:
        for name, flags in (("hello-world", []), ("cpu-torch", torch_flags)):
            project, layers = t.project(name), []
            for way in ([], ["--dockerfile"]):
                said = verify(t, project, *way, *flags)
                t.require(said.startswith("repeatable: two builds gave the same"), said)
                layers.append(set(re.findall(r"sha256:[0-9a-f]{64}", said)))
                t.say(f"{name} {' '.join(way)}: {said.splitlines()[0]}")
            t.equal(layers[0] - layers[1], set(), f"layers of {name} that only the LLB's image has")

    project = t.project("hello-world", to="unrepeatable")
    (project / "cog.yaml").write_text(UNREPEATABLE)
    for way in ([], ["--dockerfile"]):
        failure = t.fails(verify, t, project, *way)
        t.equal(failure.code, 1, "exit code")
        t.require("cog.yaml:5:7: error: two builds differ in what `head -c 8 /dev/urandom > /random" in failure.output,
                  failure.output)
        t.require("first in `/random`: its contents" in failure.output, failure.output)
        t.equal(failure.output.count("[not_repeatable]"), 1, "steps that differ")


case.main(test)
