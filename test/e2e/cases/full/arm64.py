"""--platform linux/arm64: a real build for it, emulated, with the same files as for amd64 where they do not depend on it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import arm64, case
from harness.case import Case
from harness.image import Image

MACHINE = 183  # EM_AARCH64, in bytes 18 and 19 of an ELF file
PROGRAMS = ["usr/sbin/tini", "opt/venv/lib/python3.13/site-packages/coglet/_impl.abi3.so"]


def test(t: Case) -> None:
    project = t.project("hello-world")
    with arm64.emulated():
        build = t.llb(project, push=True, flags=["--platform", "linux/arm64", *arm64.pins()])
        with t.serve(build, seconds=300) as server:
            t.equal(server.predict(s="world")["output"], "hello world", "prediction")
    native = t.llb(project, "amd64").image
    image = build.image
    t.equal((image.config["os"], image.config["architecture"]), ("linux", "arm64"), "platform")
    t.equal(image.config["config"]["Labels"]["run.cog.config"], native.config["config"]["Labels"]["run.cog.config"], "config label")
    t.equal({name: value for name, value in image.environment().items()}, native.environment(), "environment")
    for path in PROGRAMS:
        t.equal(int.from_bytes(image.read(path)[18:20], "little"), MACHINE, f"machine of /{path}")
    t.equal(paths(image), paths(native), "paths in /opt/venv and /src")
    strays = [path for path in image.files() if "x86_64" in path and not path.startswith("usr/")]
    t.equal(strays, [], "files for another machine")


def paths(image: Image) -> set[str]:
    """What we placed, without the names that carry the machine's."""
    ours = {path for path in image.files() if path.startswith(("opt/venv/", "src/"))}
    return {path.replace("aarch64", "MACHINE").replace("x86_64", "MACHINE") for path in ours}


case.main(test)
