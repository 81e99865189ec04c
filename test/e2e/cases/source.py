"""/src: what .dockerignore leaves, never .cog, with modes, links and names as they are."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import os

from harness import case
from harness.case import Case

EXPECTED = {  # path below /src: type, mode
    ".dockerignore": ("file", 0o644),
    "cog.yaml": ("file", 0o644),
    ".cog": ("dir", 0o755),
    ".cog/openapi_schema.json": ("file", 0o644),
    "predict.py": ("file", 0o644),
    "kept.log": ("file", 0o644),
    "run.sh": ("file", 0o755),
    "private": ("file", 0o600),
    "empty": ("dir", 0o700),
    "folder": ("dir", 0o755),
    "folder/a name with 'quotes' \" and $dollars": ("file", 0o644),
    "folder/žluťoučký.txt": ("file", 0o644),
    "link": ("symlink", 0o777),
    "broken": ("symlink", 0o777),
}


def test(t: Case) -> None:
    project = t.project("source")
    os.umask(0o022)
    for path in ("gone.log", "kept.log", "notes/x", "deep/cache/x", "run.sh", "private", ".cog/state", "deep/.cog/kept",
                 "folder/a name with 'quotes' \" and $dollars", "folder/žluťoučký.txt"):
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(path)
    for path, mode in {"run.sh": 0o755, "private": 0o600, "kept.log": 0o644, "cog.yaml": 0o644, "predict.py": 0o644,
                       ".dockerignore": 0o644}.items():
        (project / path).chmod(mode)
    (project / "empty").mkdir(mode=0o700)
    (project / "link").symlink_to("folder")
    (project / "broken").symlink_to("/nowhere")
    llb, dockerfile = t.both(project, push=True)
    for build in (llb, dockerfile):
        found = {path.removeprefix("src/"): (entry.type, entry.mode)
                 for path, entry in build.image.files().items() if path.startswith("src/")}
        deep = {"deep": ("dir", 0o755), "deep/.cog": ("dir", 0o755), "deep/.cog/kept": ("file", 0o644)}
        t.equal(found, EXPECTED | deep, f"/src of {build.layout.name}")
        owners = {(entry.uid, entry.gid) for path, entry in build.image.files().items() if path.startswith("src")}
        t.equal(owners, {(0, 0)}, "owners below /src")
    with t.serve(llb) as server:
        t.require("kept.log" in server.predict()["output"], "the server sees its source")


case.main(test)
