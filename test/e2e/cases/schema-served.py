"""The server of a built image takes what a document of ours allows and answers 422 to what it forbids, for each
predictor of test/schema: one image, and the sources one after another.  What we say of sources that we refuse or warn
of is seen, too: that the server does not get ready, or that each prediction fails."""

import json
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "schema")]
sys.dont_write_bytecode = True

from corpus import Call, Predictor, read, without_files
from compare import same
from harness import builds, case, run
from harness.case import Case
from harness.paths import ROOT


def test(t: Case) -> None:
    served = [one for one in read(sys.argv[1:]) if one.served or one.shown]
    work = t.work / "predictors"
    for one in served:
        folder = one.lay_out(work)
        if one.refused:
            continue
        document = t.cogc("--emit=schema", folder)
        (folder / ".cog").mkdir()
        (folder / ".cog/openapi_schema.json").write_text(document)
    t.say(f"{sum(one.served for one in served)} documents, {sum(one.shown for one in served)} that fail")

    image = t.llb(t.project("hello-world"), push=True).pushed
    run.docker("pull", "--quiet", image)
    answers = ask(image, served, work)
    t.say(f"{sum(len(one.calls) for one in served)} requests answered")
    problems = [f"{one.name}: {text}" for one in served for text in judged(one, answers[one.name])]
    t.require(not problems, "\n".join(problems))


def ask(image: str, served: list[Predictor], work: Path) -> dict[str, dict]:
    jobs = [{"folder": f"/predictors/{one.name}", "environment": one.environment(),
             "requests": [{"path": call.path, "input": call.input, "mode": mode(call)} for call in one.calls or [started(one)]]}
            for one in served]
    command = ["docker", "run", "--rm", "--interactive", "--network", "none", "--entrypoint", "python",
               "--volume", f"{work}:/predictors", "--volume", f"{ROOT}/test/schema/serve.py:/serve.py:ro", image, "/serve.py"]
    done = subprocess.run(command, input=json.dumps(jobs), stdout=subprocess.PIPE, text=True, env=builds.environment())
    if done.returncode != 0:
        raise run.ServerError(f"serve.py ended with {done.returncode}")
    return {Path(one["folder"]).name: one for one in map(json.loads, done.stdout.splitlines())}


def mode(call: Call) -> str:
    return "train" if call.path == "/trainings" else "predict"


def started(one: Predictor) -> Call:
    """A request that is not answered, so that the server is started."""
    return Call("/trainings" if one.one("run") == "none" else "/predictions", {}, False)


def judged(one: Predictor, answer: dict) -> list[str]:
    if one.all("unready"):
        sound = "SETUP_FAILED" in answer["error"] and one.one("unready") in answer["log"]
        return [] if sound else [f"should not get ready: {one.one('unready')}\n{answer['log'][-1000:]}"]
    if answer["error"]:
        return [f"{answer['error']}\n{answer['log'][-1000:]}"]
    return [text for call, got in zip(one.calls, answer["answers"], strict=True) if (text := judged_call(call, got))]


def judged_call(call: Call, got: dict) -> str:
    what = f"{call.path} {json.dumps(call.input)}: "
    if not call.accepted:
        return "" if got["status"] == 422 else what + f"should be forbidden, but {got}"
    body = got["body"]
    if call.error:
        sound = got["status"] == 200 and body.get("status") == "failed" and call.error in body.get("error", "")
        return "" if sound else what + f"should fail with {call.error!r}, but {got}"
    if got["status"] != 200 or body.get("status") != "succeeded":
        return what + f"should be accepted, but {got}"
    output = without_files(body.get("output"))
    return "" if same(output, call.output) else what + f"expected {call.output!r}, got {output!r}"


case.main(test)
