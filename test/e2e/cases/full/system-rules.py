"""apt packages that nobody named: OpenGL for cv2, libsndfile for soundfile, curl for `run:` in the image;
git and a compiler for a requirement from a repository beside it.  And a name that Debian 13 no longer has."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import case, services
from harness.case import Case

# A package whose C code is compiled when it is installed; without Python's headers, which the stand-in bases lack.
NATIVE = {
    "setup.py": "from setuptools import Extension, setup\n"
                "setup(name='native', version='1.0', py_modules=['native'], ext_modules=[Extension('_native', ['native.c'])])\n",
    "native.c": "int answer(void) { return 42; }\n",
    "native.py": "import ctypes\nimport glob\nimport os\n\n\ndef answer():\n"
                 "    [library] = glob.glob(os.path.join(os.path.dirname(__file__), '_native*.so'))\n"
                 "    return ctypes.CDLL(library).answer()\n",
}


@contextlib.contextmanager
def git_server(folder: Path):
    """Serves a repository with NATIVE on a port of this machine, whose network the build's steps share."""
    repository = folder / "native"
    repository.mkdir(parents=True)
    for name, text in NATIVE.items():
        (repository / name).write_text(text)
    git = ["git", "-C", str(repository), "-c", "user.name=test", "-c", "user.email=test@example.com"]
    for arguments in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "--message", "native"]):
        subprocess.run([*git, *arguments], check=True)
    port = services.free_port(9418)
    daemon = subprocess.Popen(["git", "daemon", "--reuseaddr", "--export-all", "--listen=127.0.0.1", f"--port={port}",
                               f"--base-path={folder}", str(folder)], start_new_session=True)
    try:
        url = f"git://127.0.0.1:{port}/native"
        for _ in range(100):
            if subprocess.run(["git", "ls-remote", url], capture_output=True).returncode == 0:
                break
            time.sleep(0.1)
        yield port
    finally:
        os.killpg(daemon.pid, signal.SIGTERM)
        daemon.wait()


def test(t: Case) -> None:
    project = t.project("system-rules")
    with git_server(t.work / "git") as port:
        # uv takes https, ssh and file only; git itself is told where that host is.
        config = project / "cog.yaml"
        config.write_text(config.read_text().replace("@PORT@", str(port)))
        llb, dockerfile = t.both(project, push=True)
    t.require("`libgl1-mesa-glx` does not exist from Debian 13" in llb.output, "no warning about libgl1-mesa-glx")
    for build in (llb, dockerfile):
        t.predicts(build, "16000 frames, (2, 3) pixels, 42, ['curl']", seconds=2)
        files = build.image.files()
        t.require("curl.txt" in files, "the `run:` command did not run")
        for path in ("usr/bin/git", "usr/bin/gcc", "usr/bin/make"):
            t.require(path not in files, f"/{path} is in the image (by {build.layout.name})")


case.main(test)
