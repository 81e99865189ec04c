"""uv.lock: what it says is in the image, with the SDK beside it; an edit of the source installs nothing, a stale lock fails."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, uv
from harness.case import Case

INSTALL = "install Python packages"


def test(t: Case) -> None:
    project = t.project("uv-lock")
    uv.run(project, "lock", "--quiet")
    for build in t.both(project, push=True):
        t.predicts(build, "1,234 1.16.0 2.31.0 from src without iniconfig tomli", number=1234)

    predict = project / "predict.py"
    predict.write_text(predict.read_text() + "# an edit\n")
    edited = t.llb(project, "edited")
    t.require(INSTALL not in " ".join(edited.ran()), f"an edit of the source installed again: {edited.ran()}")

    pyproject = project / "pyproject.toml"
    pyproject.write_text(pyproject.read_text().replace("humanize==4.9.0", "humanize==4.8.0"))
    failure = t.fails(t.llb, project, "stale")
    t.require("needs to be updated" in failure.output, failure.output)


case.main(test)
