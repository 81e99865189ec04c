"""system_packages: apt runs in a step of its own, and what it installs works."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    llb, dockerfile = t.both(t.project("system-packages"), push=True)
    for build in (llb, dockerfile):
        t.predicts(build, "cog", document='{"name": "cog"}')
        files = build.image.files()
        for path, entry in files.items():
            if path.startswith(("src/", "opt/venv", "usr/sbin/tini")):
                t.equal(entry.mtime, 0, f"time of /{path} (by {build.layout.name})")
        lists = [path for path in files if path.startswith(("var/lib/apt/lists/", "var/cache/apt/archives/", "var/cache/cogc-apt"))
                 and files[path].type == "file" and not path.endswith("lock")]
        t.equal(lists, [], "what apt leaves behind")


case.main(test)
