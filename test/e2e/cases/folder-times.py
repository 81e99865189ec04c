"""Folders that file operations make or fill have the operations' time: layers are the same each time, and the same
files come from both backends.  (BuildKit gives such folders the time of the build.)"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import time

from harness import builds, case, image
from harness.case import Case

PLAN = """plan v1 final linux/amd64

stage @base in export.base from image "docker.io/library/python:3.13-slim"

stage @made in build.deps from @base {
  run "mkdir -p /opt/tree/deep && chmod 0700 /opt/tree && chown 7:8 /opt/tree && echo x > /opt/tree/deep/x && find /opt -exec touch -d @5 {} +"
}

stage @files in export.app from scratch {
  mkdir "/data/a/b" mode=0750 owner="1:2" times=1700000000
  file "/data/a/b/c/d.txt" "text\\n" times=1700000000
  symlink "/data/link" to "a/b" times=1700000000
  copy "/opt/tree/deep/x" from @made to "/data/x/" times=1700000000
}

stage @tree in export.app from scratch {
  copy "/opt/tree/deep" from @made to "/" parents=true
}

export from merge(@base, @files, @tree) {
  env PATH="/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
}
"""

FOLDERS = {"data": (0o750, 1, 1700000000), "data/a": (0o750, 1, 1700000000), "data/a/b": (0o750, 1, 1700000000),
           "data/a/b/c": (0o755, 0, 1700000000), "data/x": (0o755, 0, 1700000000),
           "opt": (0o755, 0, 5), "opt/tree": (0o700, 7, 5), "opt/tree/deep": (0o755, 0, 5)}


def test(t: Case) -> None:
    plan = t.work / "folders.plan"
    plan.write_text(PLAN)
    first = t.llb(plan, "first", no_cache=True)
    time.sleep(1)
    second = t.llb(plan, "second", no_cache=True)
    t.equal([one.digest for one in second.image.layers], [one.digest for one in first.image.layers], "layers")

    files = first.image.files()
    found = {path: (files[path].mode, files[path].uid, files[path].mtime) for path in FOLDERS}
    t.equal(found, FOLDERS, "mode, owner and time of the folders")

    folder = t.work / "dockerfile"
    folder.mkdir()
    t.cogc(plan, "--emit=dockerfile", "-o", folder / "Dockerfile")
    by_dockerfile = builds.build_written_dockerfile(t.work, folder, t.work / "dockerfile-image")
    t.same(first.image, by_dockerfile.image, image.informational())


case.main(test)
