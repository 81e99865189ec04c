"""A folder, an editable folder, a wheel and a source archive of the project are installed; an edit elsewhere installs nothing."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, uv
from harness.case import Case

INSTALL = "install Python packages"


def test(t: Case) -> None:
    project = t.project("local-packages")
    wheels = project / "deps" / "wheels"
    uv.run(project, "build", "--quiet", "--wheel", "--out-dir", str(wheels), "sources/whisper")
    uv.run(project, "build", "--quiet", "--sdist", "--out-dir", str(wheels), "sources/murmur")
    for build in t.both(project, push=True):
        t.predicts(build, "HELLO ANN! (ann)", name="Ann")

    predict = project / "predict.py"
    predict.write_text(predict.read_text() + "# an edit\n")
    edited = t.llb(project, "edited")
    t.require(INSTALL not in " ".join(edited.ran()), f"an edit of the source installed again: {edited.ran()}")

    shout = project / "deps" / "shout" / "src" / "shout" / "__init__.py"
    shout.write_text(shout.read_text() + "# an edit\n")
    edited = t.llb(project, "edited-package")
    t.require(INSTALL in " ".join(edited.ran()), f"an edit of the package did not install again: {edited.ran()}")

    (project / ".dockerignore").write_text("**/*.whl\n")
    failure = t.fails(t.llb, project, "ignored")
    t.require("[local_ignored]" in failure.output, failure.output)


case.main(test)
