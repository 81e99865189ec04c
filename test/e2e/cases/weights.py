"""Weights have layers of their own: equal in images with equal weights, left alone by an edit of the source, and in their
places when today's `cog predict` asks the image.  From the project, a folder beside it, and a server; what is wrong with
them is said at the user's line."""

import hashlib
import random
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import json
import re
import time

from harness import builds, case, image
from harness.builds import Build
from harness.case import Case
from harness.client import Client

FLAGS = ["--separate-weights"]
MIB = 1 << 20


def test(t: Case) -> None:
    project = t.project("weights", "one")
    fill(project)
    # Both backends, from the project alone.
    llb, dockerfile = t.both(project, flags=FLAGS, push=True)
    expected = digests(project / "models", project / "named", leave_out=("readme.txt", "tiny.bin"))
    tiny = digests(project / "models", only="tiny.bin")
    t.equal(placed(llb), placed(dockerfile), "weights of both backends")
    layers = weight_layers(t, llb)
    t.equal(len(layers), 3, "layers of weights: the large file, the small one, the named one")

    # The real client finds them in place.
    said = Client(t.work / "client", llb.pushed).predict().split()
    t.equal(sorted(said), sorted(expected + tiny), "what cog predict read")

    edit(t, project, layers)
    other_project(t, layers)
    other_places(t)
    wrong_checksum(t)


def fill(project: Path) -> None:
    """Random bytes, the same each time; `tiny.bin` is too small to be taken for a weight."""
    write(project / "models" / "large.bin", 70 * MIB)
    write(project / "models" / "small.bin", 11 * MIB)
    write(project / "models" / "tiny.bin", 1000)
    write(project / "named" / "deep" / "named.bin", 1 * MIB)
    (project / "named" / "readme.txt").write_text("not a weight")


def write(path: Path, size: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(random.Random(path.name).randbytes(size))


def digests(*folders: Path, leave_out: tuple = (), only: str = "") -> list[str]:
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in files
            if path.name not in leave_out and (not only or path.name == only)]


def placed(build: Build) -> list[str]:
    return sorted(path for path in build.image.files() if path.startswith(("src/models/", "weights/")))


def weight_layers(t: Case, build: Build) -> list[str]:
    """The digests of the layers in which weights are, each with nothing but weights and the folders above them."""
    result = []
    for layer in build.image.layers:
        entries, _, _ = image.layer_entries(layer.digest, layer.media_type, layer.file)
        names = [name for name, entry in entries.items() if entry.type == "file"]
        if any(name.endswith(("large.bin", "small.bin", "named.bin")) for name in names):
            t.require(all(name.endswith(".bin") and not name.endswith("tiny.bin") for name in names), f"beside weights: {names}")
            result.append(layer.digest)
    return result


def sent(build: Build) -> dict[str, int]:
    """How many bytes the client sent of each context."""
    result: dict[str, int] = {}
    for status in builds.statuses(build.output):
        for one in status.get("statuses") or []:
            if match := re.fullmatch(r"transferring (\S+?):?", one.get("id", "")):
                result[match[1]] = max(result.get(match[1], 0), one.get("current") or 0)
    return result


def edit(t: Case, project: Path, layers: list[str]) -> None:
    with open(project / "predict.py", "a") as source:
        source.write(f"# edited at {time.time_ns()}\n")
    edited = t.llb(project, "edited", flags=FLAGS, push=True)
    unexpected = [name for name in edited.ran() if re.search(r"\bplace\b", name)]
    t.equal(unexpected, [], "steps of weights that ran after an edit")
    t.equal(weight_layers(t, edited), layers, "layers of weights after an edit")
    amounts = sent(edited)
    t.require(all(amount < 4096 for amount in amounts.values()), f"sent after an edit: {amounts}")
    t.say(f"after an edit: {edited.seconds:.1f} s, sent {amounts}")


def other_project(t: Case, layers: list[str]) -> None:
    """Another source, the same weights under other times: the same layers."""
    other = t.project("weights", "two")
    fill(other)
    source = other / "predict.py"
    source.write_text(source.read_text().replace('" ".join', '"another model: " + " ".join'))
    build = t.llb(other, "other", flags=FLAGS)
    t.equal(weight_layers(t, build), layers, "layers of equal weights in another image")


def other_places(t: Case) -> None:
    """A folder beside the project, and a server."""
    project = t.project("weights", "three")
    fill(project)
    write(t.work / "beside" / "beside.bin", 2 * MIB)
    write(t.work / "served" / "served.bin", 3 * MIB)
    with server(t.work / "served") as address:
        checksum = hashlib.sha256((t.work / "served" / "served.bin").read_bytes()).hexdigest()
        declare(project, "../beside", f"{address}/served.bin#sha256={checksum}")
        build = t.llb(project, "places", push=True)
    wanted = {"weights/0/beside.bin": 2 * MIB, "weights/1/served.bin": 3 * MIB}
    files = build.image.files()
    for path, size in wanted.items():
        entry = files[path]
        t.equal((entry.size, entry.mode, entry.mtime), (size, 0o644, 0), f"size, mode and time of /{path}")


def wrong_checksum(t: Case) -> None:
    project = t.project("weights", "four")
    write(project / "models" / "large.bin", 1000)
    with server(t.work / "served") as address:
        declare(project, f"{address}/served.bin#sha256={'0' * 64}")
        failure = t.fails(t.llb, project, "wrong")
    t.require("digest mismatch" in failure.output and "cog.yaml" in failure.output,
              f"a wrong checksum names the line: {failure.output[-2000:]}")
    declare(project, f"models/large.bin#sha256={'0' * 64}")
    failure = t.fails(t.llb, project, "wrong")
    t.require("[weight_checksum]" in failure.output and "cog.yaml:7:" in failure.output, f"{failure.output[-2000:]}")
    t.require(not (t.work / "wrong").exists(), "a build that failed leaves no image")


def declare(project: Path, *uris: str) -> None:
    lines = ["build:", '  python_version: "3.13"', "model: example.com/team/weights", "weights:"]
    for number, uri in enumerate(uris):
        lines += [f"  - name: w{number}", f"    target: /weights/{number}", f'    source: {{uri: "{uri}"}}']
    (project / "cog.yaml").write_text("\n".join([*lines, 'run: "predict.py:Predictor"', ""]))


class server:
    """Serves a folder on this machine, where BuildKit's daemon runs, too."""

    def __init__(self, folder: Path):
        handler = partial(QuietHandler, directory=str(folder))
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self.http.server_port}"

    def __exit__(self, *_) -> None:
        self.http.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_) -> None:
        pass


case.main(test)
