"""cogc verify of an environment of some thousand files: two builds of examples/cpu-torch give the same, bytecode too."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import case, pytorch_index
from harness.case import Case
from harness.verifying import require_repeatable


def test(t: Case) -> None:
    t.say(f"{pytorch_index.WHAT}; python:3.13-slim: stand-in; all other packages: real, from PyPI")
    with pytorch_index.serving(t.say) as flags:
        require_repeatable(t, "cpu-torch", flags)


case.main(test)
