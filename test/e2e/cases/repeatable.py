"""The same project from two folders, twice without cache: the same layers, in both backends."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import os
import time

from harness import case
from harness.case import Case


def test(t: Case) -> None:
    for project_name in ("hello-world", "python-requirements"):
        folders = [t.project(project_name, to=f"{project_name}-{number}") for number in (1, 2)]
        for path in folders[1].rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
        for way in (t.llb, t.dockerfile):
            first, second = (way(folder, name=f"{way.__name__}-{folder.name}", no_cache=True) for folder in folders)
            layers = [[one.digest for one in build.image.layers] for build in (first, second)]
            if layers[0] != layers[1]:
                t.same(first.image, second.image, [])  # says where
            t.equal(layers[1], layers[0], f"layers of {project_name} by {way.__name__}")
            t.say(f"{project_name} by {way.__name__}: {len(layers[0])} equal layers")
            time.sleep(1)  # another second, if a clock got in
        plans = [t.cogc(str(folder), "-o", "-", "--emit=llb-text") for folder in folders]
        t.equal(plans[1], plans[0], "plan of equal folders")


case.main(test)
