"""--platform linux/arm64, emulated: both backends make the same image, it predicts, and it has amd64's files and none of its programs."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.dont_write_bytecode = True

from harness import arm64, case
from harness.case import Case
from harness.image import Image

MACHINE = 183  # EM_AARCH64, in bytes 18 and 19 of an ELF file
PROGRAMS = {"usr/sbin/tini", "usr/bin/python3.13", "opt/venv/lib/python3.13/site-packages/coglet/_impl.abi3.so"}


def test(t: Case) -> None:
    project = t.project("hello-world")
    with arm64.emulated():
        build, _ = t.both(project, push=True, flags=["--platform", "linux/arm64", *arm64.pins()])
        t.equal(t.prediction(build, seconds=600, s="world"), "hello world", "prediction")
    native = t.llb(project, "amd64").image
    image = build.image
    t.equal((image.config["os"], image.config["architecture"]), ("linux", "arm64"), "platform")
    t.equal(image.config["config"]["Labels"]["run.cog.config"], native.config["config"]["Labels"]["run.cog.config"], "config label")
    t.equal(image.environment(), native.environment(), "environment")
    t.equal(paths(image), paths(native), "paths in /opt/venv and /src")
    machines = {path: int.from_bytes(head[18:20], "little") for path, head in image.heads(20).items() if head[:4] == b"\x7fELF"}
    t.require(PROGRAMS <= machines.keys(), f"no ELF files: {PROGRAMS - machines.keys()}")
    t.equal([path for path, machine in machines.items() if machine != MACHINE], [], "programs for another machine")
    t.equal([path for path in image.files() if "x86_64" in path], [], "paths for another machine")
    t.say(f"{len(machines)} programs and libraries, all for arm64")


def paths(image: Image) -> set[str]:
    """What we placed, without the names that carry the machine's."""
    ours = {path for path in image.files() if path.startswith(("opt/venv/", "src/"))}
    return {path.replace("aarch64", "MACHINE").replace("x86_64", "MACHINE") for path in ours}


case.main(test)
