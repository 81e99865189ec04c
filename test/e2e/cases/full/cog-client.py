"""Today's `cog run`, `predict` and `train` on images of both backends: texts, lists, files, streams, trainings; what
`cog serve` does with an image; and the document is the same in the label, in the image and from the server."""

import json
import sys
from pathlib import Path
from typing import Callable

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[3] / "schema")]
sys.dont_write_bytecode = True

from corpus import read, without_files
from harness import case, image, run
from harness.builds import Build
from harness.case import Case
from harness.client import Client

THROUGH_BOTH = ("everything", "output-path", "run-and-train-modules")


def test(t: Case) -> None:
    asked = {"everything": everything, "lists": lists, "output-path": file, "output-paths": files, "streaming": stream,
             "run-and-train-modules": run_and_train, "train-class": training_file}
    for predictor in read(sys.argv[1:] or list(asked)):
        project = predictor.lay_out(t.work)
        llb = t.llb(project, f"{predictor.name}-llb", push=True)
        one_document(t, llb, project)
        ask(t, asked[predictor.name], llb)
        if predictor.name in THROUGH_BOTH:
            # From the cache: that both install the same packages is what hello-world shows.
            dockerfile = t.dockerfile(project, f"{predictor.name}-dockerfile", push=True, no_cache=False)
            t.same(llb.image, dockerfile.image, image.informational())
            ask(t, asked[predictor.name], dockerfile)
    served_as_by_cog(t, t.project("hello-world"))


def ask(t: Case, questions: Callable[[Case, Client], None], build: Build) -> None:
    questions(t, Client(t.work / f"client-{build.layout.name}", build.pushed))
    run.docker("rmi", "--force", build.pushed)
    t.say(f"{build.layout.name}: asked by cog")


def one_document(t: Case, build: Build, project: Path) -> None:
    written = t.cogc("--emit=schema", project).rstrip("\n")
    label = build.image.config["config"]["Labels"]["run.cog.openapi_schema"]
    t.equal(label, written, "the label run.cog.openapi_schema")
    t.equal(build.image.read("src/.cog/openapi_schema.json").decode(), written, "/src/.cog/openapi_schema.json")


# -- what is asked of each predictor

def everything(t: Case, cog: Client) -> None:
    t.equal(cog.run(), "hello 0.7 50 balanced 1 None\n", "cog run")
    t.equal(cog.predict("-i", "steps=3", "-i", "mode=fast"), "hello 0.7 3 fast 1 None\n", "cog predict")
    for given in ("steps=0", "steps=x", "mode=slow", "prompt=ABC", "stepz=1"):
        name = given.partition("=")[0]
        t.require(name in cog.refused("run", "-i", given), f"`cog run -i {given}` names {name}")


def lists(t: Case, cog: Client) -> None:
    given = {"words": ["a", "b"], "counts": [1, 2], "parts": [0.5], "flags": [True]}
    t.equal(cog.run("--json", json.dumps(given), "-o", "out.json"), "", "cog run --json")
    repeated = ["-i", "words=a", "-i", "words=b", "-i", "counts=1", "-i", "counts=2", "-i", "parts=0.5", "-i", "flags=true"]
    t.equal(cog.run(*repeated), "['a', 'b'] [1, 2] [0.5] [True]\n", "cog run with lists")


def file(t: Case, cog: Client) -> None:
    cog.write("in.txt", "hello")
    cog.run("-i", "text=@in.txt", "-o", "out.txt")
    t.equal(cog.read("out.txt"), "HELLO", "out.txt")


def files(t: Case, cog: Client) -> None:
    cog.run("-i", "n=2")
    t.equal([cog.read("output.0.txt"), cog.read("output.1.txt")], ["0", "1"], "output.0.txt, output.1.txt")


def stream(t: Case, cog: Client) -> None:
    t.equal(json.loads(cog.run("-i", "s=ab")), ["a", "b"], "cog run of a stream")


def run_and_train(t: Case, cog: Client) -> None:
    t.equal(json.loads(cog.run("-i", "mode=b")), {"text": "b"}, "cog run")
    cog.train("-i", "kind=y")
    t.equal(json.loads(cog.read("weights")), {"loss": 0.5}, "what cog train writes")
    t.require("kind" in cog.refused("train", "-i", "kind=a"), "`cog train -i kind=a` names kind")


def training_file(t: Case, cog: Client) -> None:
    cog.write("data.txt", "these")
    cog.train("-i", "data=@data.txt")
    written = without_files(json.loads(cog.read("weights")))
    t.equal(written, {"weights": "<text/plain> trained on these"}, "what cog train writes")


# -- serve

def served_as_by_cog(t: Case, project: Path) -> None:
    """`cog serve` builds by itself, so here is what it then does: its command, the project mounted over the source."""
    build = t.llb(project, "serve-llb", push=True)
    (project / "predict.py").write_text((project / "predict.py").read_text().replace("hello ", "good day "))
    command = ["python", "--check-hash-based-pycs", "never", "-m", "cog.server.http", "--await-explicit-shutdown", "true"]
    with run.serve(build.pushed, command=command, mounts={project: "/src"}) as server:
        t.equal(server.predict(s="world")["output"], "good day world", "the source that is mounted")


case.main(test)
