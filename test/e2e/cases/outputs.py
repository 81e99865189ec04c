"""Where an image can go: the registry, an OCI tar, a tar for `docker load`, the engine itself; and --metadata-file."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import json

from harness import builds, case, run
from harness.case import Case
from harness.image import Image
from harness.paths import cogc


def test(t: Case) -> None:
    project = t.project("hello-world")
    common = ["build", str(project), "--ca-cert", builds.certificates(), "--progress", "plain"]

    pushed = t.image_name("pushed")
    metadata = t.work / "metadata.json"
    build(t, [*common, "-t", pushed, "--push", "--metadata-file", str(metadata)])
    document = json.loads(metadata.read_text())
    repository, _, tag = pushed.partition("/")[2].rpartition(":")
    in_registry = Image.from_registry(pushed.partition("/")[0], repository, tag, t.work / "blobs")
    t.equal(document["containerimage.digest"], in_registry.digest, "digest in the metadata file")
    with run.serve(pushed) as server:
        t.equal(server.predict(s="registry")["output"], "hello registry", "prediction of the pushed image")

    archive = t.work / "oci.tar"
    build(t, [*common, "-t", "hello:oci", "--output", f"type=oci,dest={archive}"])
    t.same(Image.from_archive(archive, t.work / "oci"), in_registry, [])

    archive = t.work / "docker.tar"
    build(t, [*common, "-t", "hello:docker", "--output", f"type=docker,dest={archive}"])
    with open(archive, "rb") as stream:
        run.docker("load", "--quiet", stdin=stream)
    with run.serve("hello:docker", pull=False) as server:
        t.equal(server.predict(s="tar")["output"], "hello tar", "prediction after docker load")

    build(t, [*common, "-t", "hello:loaded", "--load"])
    with run.serve("hello:loaded", pull=False) as server:
        t.equal(server.predict(s="engine")["output"], "hello engine", "prediction after --load")


def build(t: Case, arguments: list[str]) -> None:
    builds.checked([str(cogc()), *arguments])
    t.say("cogc " + " ".join(one for one in arguments[1:] if not one.startswith("/")))


case.main(test)
