"""Two folders with equal plans, built at the same moment: each image has its own folder's files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from concurrent.futures import ThreadPoolExecutor

from harness import builds, case
from harness.case import Case

ROUNDS = 4
LINES = 200_000  # a file large enough that the two transfers overlap


def test(t: Case) -> None:
    names = ["left", "right"]
    folders = [t.project("hello-world", to=name) for name in names]
    t.llb(folders[0], "warm")
    for number in range(ROUNDS):
        for folder in folders:
            (folder / "data.txt").write_text(f"{folder.name} {number}\n" * LINES)
        with ThreadPoolExecutor() as pool:
            made = list(pool.map(lambda folder: builds.build_llb(folder, t.work / f"out-{folder.name}"), folders))
        for folder, build in zip(folders, made):
            first = build.image.read("src/data.txt").splitlines()[0].decode()
            t.equal(first, f"{folder.name} {number}", f"round {number}: source of {folder.name}")
    t.say(f"{ROUNDS} rounds, each folder got its own source")


case.main(test)
