"""Today's `cog run` and `cog train` on an image of each predictor of test/schema: its first accepted input gives its
output, and its first forbidden one is refused."""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[3] / "schema")]
sys.dont_write_bytecode = True

from compare import same
from corpus import Call, Predictor, changed, read, without_files
from harness import case, run
from harness.case import Case
from harness.client import Client

AT_ONCE = 3


def test(t: Case) -> None:
    served = [one for one in read(sys.argv[1:]) if one.served]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        problems = [text for texts in pool.map(lambda one: asked(t, one), served) for text in texts]
    t.require(not problems, "\n".join(problems))


def asked(t: Case, one: Predictor) -> list[str]:
    image = t.llb(one.lay_out(t.work), f"llb-{one.name}", push=True).pushed
    cog = Client(t.work / f"client-{one.name}", image)
    problems = [f"{one.name}: {text}" for path in ("/predictions", "/trainings")
                for accepted in (True, False) if (text := first(cog, one, path, accepted))]
    run.docker("rmi", "--force", image)
    return problems


def first(cog: Client, one: Predictor, path: str, accepted: bool) -> str:
    """What is wrong with the answer to the first such call, if there is one."""
    call = next((call for call in one.calls if call.path == path and call.accepted == accepted and not call.error), None)
    if call is None:
        return ""
    if path == "/trainings":
        return trained(cog, call)
    arguments = ["run", cog.image, "--json", json.dumps(call.input)]
    done = cog.started(*arguments)
    if not call.accepted:
        return "" if done.returncode == 1 else f"{call.input} should be refused: {done.stdout}{done.stderr}"
    if done.returncode != 0:
        return f"{call.input} should be accepted: {done.stdout}{done.stderr}"
    return judged(cog, call, json.loads(done.stdout)["output"])


def trained(cog: Client, call: Call) -> str:
    """`cog train` takes no JSON: values as text, objects and lists as JSON in it."""
    given = [text for name, value in call.input.items()
             for text in ("-i", f"{name}={value if isinstance(value, str) else json.dumps(value)}")]
    done = cog.started("train", cog.image, *given, "-o", "out.json")
    if not call.accepted:
        return "" if done.returncode == 1 else f"training with {call.input} should be refused: {done.stdout}{done.stderr}"
    if done.returncode != 0:
        return f"training with {call.input} should be accepted: {done.stdout}{done.stderr}"
    text = cog.read("out.json")
    return judged(cog, call, text if isinstance(call.output, str) else json.loads(text))


def judged(cog: Client, call: Call, output) -> str:
    """Files are written, and their names stand in the output."""
    expected = changed(call.output, r"<[\w/-]+> .*", lambda text: text.partition("> ")[2])
    contents = changed(without_files(output), r"output[\w.]*", lambda name: cog.read(name))
    contents = changed(contents, r"<[\w/-]+> .*", lambda text: text.partition("> ")[2])
    return "" if same(contents, expected) else f"{call.input}: expected {expected!r}, got {contents!r}"


case.main(test)
