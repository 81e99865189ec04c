"""COG_SDK_WHEEL and COGLET_WHEEL as paths: the real wheels, built in from a folder outside the project."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import base64
import hashlib
import shutil
import subprocess
import zipfile

from harness import bases, case, run
from harness.case import Case
from harness.paths import CACHE

ADDED = "cog/added_by_the_test.py"


def test(t: Case) -> None:
    project = t.project("hello-world")
    folder = downloaded(t)
    # The SDK by its folder, the runtime by its file.
    wheels = {"COG_SDK_WHEEL": folder, "COGLET_WHEEL": folder}
    llb, dockerfile = t.both(project, push=True, wheels=wheels)
    plan = t.plan(project, wheels=wheels, no_cache=True)
    t.same(llb.image, plan.image, [])
    for build in (llb, dockerfile):
        t.predicts(build, "hello world", s="world")
    frozen = run.run_once(llb.pushed, "python", "-m", "pip", "freeze")
    for package in ("cog", "coglet"):
        line = next(line for line in frozen.splitlines() if line.startswith(f"{package} @ "))
        t.require("file:///run/cogc/wheels/" in line, f"not installed from the file: {line}")
    given = {wheel.name for wheel in folder.iterdir()}
    t.require(not any(path.rpartition("/")[2] in given for path in llb.image.files()), "a wheel is in the image")
    t.require(str(folder) not in str(llb.image.config), "the folder's path is in the image's config")

    # The same name, other bytes.
    change(folder)
    changed = t.llb(project, "changed", wheels=wheels)
    t.require(any("install Python packages" in step for step in changed.ran()), "a changed wheel was not installed")
    t.require(any(path.endswith(ADDED) for path in changed.image.files()), f"{ADDED} of the changed wheel is missing")
    again = t.llb(project, "again", wheels=wheels)
    t.require(any("install Python packages" in step for step in again.cached()), "the same wheel was installed again")


def downloaded(t: Case) -> Path:
    """The wheels of the release, from PyPI."""
    cache = CACHE / "sdk-wheels"
    if not list(cache.glob("coglet-*.whl")):
        subprocess.run([*bases.pip(), "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", cache,
                        "--platform", "manylinux2014_x86_64", "--python-version", "3.13", "cog==0.23.1", "coglet==0.23.1"],
                       check=True)
    return Path(shutil.copytree(cache, t.work / "dist"))


def change(folder: Path) -> None:
    """Adds a file to the SDK's wheel."""
    wheel = next(folder.glob("cog-*.whl"))
    changed = wheel.with_suffix(".new")
    text = b"VALUE = 1\n"
    digest = base64.urlsafe_b64encode(hashlib.sha256(text).digest()).rstrip(b"=").decode()
    with zipfile.ZipFile(wheel) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".dist-info/RECORD"):
                content += f"{ADDED},sha256={digest},{len(text)}\n".encode()
            new.writestr(name, content)
        new.writestr(ADDED, text)
    changed.rename(wheel)


case.main(test)
