"""pylock.toml, pyproject.toml, requirements with hashes on every line, and with one of each kind of line; one project."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import case, uv
from harness.case import Case

EXPORT = ("export", "--quiet", "--no-emit-project", "--no-dev", "--no-header")
ANSWER = "1,234 1.16.0 2.31.0 from src without iniconfig tomli"


def one_of_each(t: Case, project: Path, hashes: str) -> None:
    """Extras, a comment, a marker, an address with a fragment, a hash, a folder."""
    address, digest = re.search(r'url = "([^"]*/humanize-[^"]*\.whl)", .*?sha256 = "([0-9a-f]+)"', (project / "saved.toml").read_text()).groups()
    six = re.search(r"six==1.16.0 \\\n( *--hash=\S+)", hashes).group(1)
    (project / "hashes.txt").write_text(
        'requests[socks]==2.31.0 ; python_version >= "3.8"  # a comment\n'
        f"humanize @ {address}#sha256={digest}\n"
        f"six==1.16.0 \\\n  {six}\n"
        "tomli==2.0.1 ; python_version < '3.11'\n"
        "./libs/lib\n")
    build = t.llb(project, "each", push=True)
    t.predicts(build, ANSWER, number=1234)
    names = [path for path in build.image.files() if path.endswith("/site-packages/socks.py")]
    t.equal(len(names), 1, "the extra's package in the image")


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
    one_of_each(t, locked, hashes.read_text())

    hashes.write_text("humanize==4.9.0 --hash=sha256:" + "0" * 64 + "\n")
    failure = t.fails(t.llb, locked, "wrong-hash")
    t.require("Hash mismatch" in failure.output, failure.output)


case.main(test)
