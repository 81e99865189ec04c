"""pylock.toml, requirements with hashes on every line, and pyproject.toml, each of the same project."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, uv
from harness.case import Case

EXPORT = ("export", "--quiet", "--no-emit-project", "--no-dev", "--no-header")
ANSWER = "1,234 1.16.0 2.31.0 from src without iniconfig tomli"


def test(t: Case) -> None:
    locked = t.project("uv-lock", "pylock")
    uv.run(locked, "lock", "--quiet")
    uv.run(locked, *EXPORT, "--format", "pylock.toml", "--output-file", "pylock.toml")
    uv.run(locked, *EXPORT, "--no-emit-package", "lib", "--output-file", "hashes.txt")

    # The project's own package is not installed from any of these but a lock.
    predict = locked / "predict.py"
    predict.write_text(predict.read_text().replace("from mine import MARK", "MARK = 'from src'"))
    (locked / "uv.lock").unlink()
    for build in t.both(locked, push=True):
        t.predicts(build, ANSWER, number=1234)

    (locked / "pylock.toml").rename(locked / "saved.toml")
    build = t.llb(locked, "pyproject", push=True)
    t.predicts(build, ANSWER, number=1234)

    hashes = locked / "hashes.txt"
    t.require("--hash=sha256:" in hashes.read_text(), "the export has no hashes")
    (locked / "cog.yaml").write_text('build:\n  python_requirements: hashes.txt\nrun: "predict.py:Predictor"\n')
    predict.write_text(predict.read_text().replace("import lib", "import sys\nsys.path.insert(0, 'libs/lib')\nimport lib"))
    build = t.llb(locked, "hashes", push=True)
    t.predicts(build, ANSWER, number=1234)
    hashes.write_text("humanize==4.9.0 --hash=sha256:" + "0" * 64 + "\n")
    failure = t.fails(t.llb, locked, "wrong-hash")
    t.require("Hash mismatch" in failure.output, failure.output)


case.main(test)
