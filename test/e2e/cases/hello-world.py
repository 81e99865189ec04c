"""The smallest project, through `cogc build`, plain buildctl and the Dockerfile: the same image, which predicts."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, image
from harness.case import Case

MB = 1_000_000


def test(t: Case) -> None:
    project = t.project("hello-world")
    llb, dockerfile = t.both(project, push=True)
    plan = t.plan(project, push=True, no_cache=True)
    t.same(llb.image, plan.image, [])
    t.equal([one.digest for one in plan.image.layers], [one.digest for one in llb.image.layers], "layers by plain buildctl")
    for build in (llb, plan, dockerfile):
        t.predicts(build, "hello world", s="world")
    contract(t, llb.image)


def contract(t: Case, result: image.Image) -> None:
    config = result.config["config"]
    t.equal(config["Entrypoint"], ["/sbin/tini", "--"], "Entrypoint")
    t.equal(config["Cmd"], ["python", "-m", "cog.server.http"], "Cmd")
    t.equal(config["WorkingDir"], "/src", "WorkingDir")
    t.equal(list(config["ExposedPorts"]), ["5000/tcp"], "ExposedPorts")
    environment = result.environment()
    t.equal(environment["PATH"].split(":")[0], "/opt/venv/bin", "first on PATH")
    t.equal(environment["VIRTUAL_ENV"], "/opt/venv", "VIRTUAL_ENV")
    t.equal(environment["COG_PREDICT_TYPE_STUB"], "predict.py:Predictor", "COG_PREDICT_TYPE_STUB")
    t.equal(config["Labels"]["run.cog.has_init"], "true", "label run.cog.has_init")
    t.require("run.cog.config" in config["Labels"], "label run.cog.config")

    files = result.files()
    for path in ("usr/local/bin/uv", "root/.cache", "run/cogc", "run/secrets", "out", "tmp/init"):
        t.require(path not in files, f"/{path} is in the image: left behind by a step")
    t.equal((files["src"].mode, files["src"].uid), (0o755, 0), "/src")
    for path, entry in files.items():
        if path.startswith(("src/", "opt/venv", "usr/sbin/tini")):
            t.equal(entry.mtime, 0, f"time of /{path}")

    base, *ours = [one.size for one in result.layers]
    t.say(f"layers: base {base / MB:.1f} MB, ours " + ", ".join(f"{size / MB:.3f}" for size in ours) + " MB")
    t.require(max(ours) < 25 * MB, "the environment is larger than 25 MB")
    t.require(sum(ours) - max(ours) < MB, "something but the environment is larger than 1 MB")


case.main(test)
