"""The wrapper called as `cog`: build, run, predict, train, exec and serve of a project, and weights, with the real cog and Docker."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import json
import signal
import socket
import subprocess
import time

from harness import builds, case, run, services
from harness.case import Case
from harness.paths import ROOT, TOOLS, cogc


class Wrapper:
    """Calls the wrapper in a folder, as a user who has switched."""

    def __init__(self, folder: Path):
        builds.checked([str(ROOT / "scripts" / "build-tools"), "cog"])  # the real client; does nothing when it is there
        self.folder = folder
        self.environment = builds.environment() | {
            "COGPACK": "1", "COG_REAL": str(TOOLS / "cog"), "COGC": str(cogc()),
            "COG_CA_CERT": builds.certificates(), "COG_NO_UPDATE_CHECK": "1", "BUILDKIT_PROGRESS": "plain"}
        beside = cogc().with_name("cog")  # installed, or in a build folder
        self.program = beside if beside.is_file() else cogc().parents[1] / "cog" / "cog"

    def start(self, *arguments: str, **options) -> subprocess.Popen:
        return subprocess.Popen([self.program, *arguments], cwd=self.folder, text=True, env=self.environment, **options)

    def run(self, *arguments: str, stdin: str = "") -> subprocess.CompletedProcess:
        return subprocess.run([self.program, *arguments], cwd=self.folder, input=stdin, capture_output=True, text=True,
                              env=self.environment)

    def output(self, *arguments: str, stdin: str = "") -> str:
        done = self.run(*arguments, stdin=stdin)
        if done.returncode != 0:
            raise builds.CommandFailed(["cog", *arguments], done.returncode, done.stdout + done.stderr)
        return done.stdout


def test(t: Case) -> None:
    folder = t.project("drop-in")
    cog = Wrapper(folder)
    an_image(t, cog)
    a_prediction(t, cog, folder)
    refused_inputs(t, cog)
    a_training(t, cog, folder)
    a_program(t, cog, folder)
    a_server(t, cog, folder)
    weights(t)


def an_image(t: Case, cog: Wrapper) -> None:
    done = cog.run("build", "-t", "e2e-drop-in:1")
    t.equal((done.returncode, done.stdout), (0, ""), f"cog build: {done.stderr}")
    t.require(done.stderr.endswith("\nImage built as e2e-drop-in:1\n"), f"the end of cog build: {done.stderr[-200:]}")
    t.equal(cog.output("predict", "e2e-drop-in:1", "-i", "s=image"), "hello image\n", "prediction of the built image")
    run.docker("rmi", "--force", "e2e-drop-in:1")  # its container may still be on its way out
    t.say("cog build, and cog predict of the image")


def a_prediction(t: Case, cog: Wrapper, folder: Path) -> None:
    done = cog.run("run", "-i", "s=you", "-i", "count=2")
    t.equal((done.returncode, done.stdout), (0, "hello hello you\n"), f"cog run: {done.stderr}")
    t.require("Building Docker image" in done.stderr, f"standard error: {done.stderr}")
    t.equal((folder / "seen.txt").read_text(), "you", "the file that the prediction wrote")

    source = folder / "predict.py"
    source.write_text(source.read_text().replace('"hello "', '"bye "'))
    t.equal(cog.output("predict", "--json", "@-", stdin='{"s": "you"}').count('"output": "bye you"'), 1, "after an edit, as JSON")
    t.say("cog run and predict, with the folder at /src")


def refused_inputs(t: Case, cog: Wrapper) -> None:
    for arguments, reason in ((["-i", "nope=1"], 'unknown input "nope"'), (["-i", "s=toolong"], 'invalid input "s"')):
        done = cog.run("run", *arguments)
        t.require(done.returncode == 1 and reason in done.stderr, f"{arguments}: {done.returncode} {done.stderr}")
        t.require("Building" not in done.stderr, f"{arguments} was built: {done.stderr}")
    t.say("inputs are refused before anything is built")


def a_training(t: Case, cog: Wrapper, folder: Path) -> None:
    cog.output("train", "-i", "steps=3")
    t.equal(json.loads((folder / "weights").read_text()), {"weights": "after 3 steps"}, "the file that cog train writes")
    t.say("cog train")


def a_program(t: Case, cog: Wrapper, folder: Path) -> None:
    text = cog.output("exec", "-e", "WORD=x", "sh", "-c", "cat > made.txt; echo $WORD; pwd", stdin="from here")
    t.equal(text, "x\n/src\n", "cog exec")
    t.equal((folder / "made.txt").read_text(), "from here", "the file that the program wrote")
    done = cog.run("exec", "false")
    t.equal(done.returncode, 1, "status of a program that fails")
    t.require("container exited with status 1" in done.stderr, done.stderr)
    text = cog.output("exec", "python", "-c", "import ssl; print(len(ssl.create_default_context().get_ca_certs()) > 0)")
    t.equal(text, "True\n", "the certificates of COG_CA_CERT in the container")
    text = run.docker("run", "--rm", "cog-drop-in", "sh", "-c", "echo $SSL_CERT_FILE; test -e /run/cogc || echo none")
    t.equal(text, "\nnone\n", "and in the image")
    t.say("cog exec")


def a_server(t: Case, cog: Wrapper, folder: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    log = folder.parent / "serve.log"
    with open(log, "w") as out:
        process = cog.start("serve", "-p", port, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
    try:
        server = run.Server("", f"127.0.0.1:{port}")
        wait_for(lambda: ready(server), f"{log.read_text()}")
        t.equal(server.predict(s="http")["output"], "bye http", "prediction over HTTP")
        t.require(f"Serving at http://localhost:{port}" in log.read_text(), log.read_text())
        containers = run.docker("ps", "--quiet", "--filter", f"publish={port}").split()
        t.equal(len(containers), 1, "containers that publish the port")
        process.send_signal(signal.SIGTERM)
        t.equal(process.wait(30), 0, "status after SIGTERM")
        t.equal(run.docker("ps", "--quiet", "--filter", f"publish={port}"), "", "containers that are left")
    finally:
        process.kill()
    t.say("cog serve, and its end")


def weights(t: Case) -> None:
    """What the real cog has imported is mounted, and is not in the image."""
    folder = t.project("drop-in-weights")
    cog = Wrapper(folder)
    cog.environment |= {"COG_MODEL_REGISTRY": services.registry_address(), "COG_CACHE_DIR": str(folder.parent / "cog-cache")}
    done = cog.run("run")
    t.require(done.returncode == 1 and '"words": not imported yet' in done.stderr, f"without a lock: {done.stderr}")
    cog.output("weights", "import")
    (folder / "words" / "word.txt").write_text("changed since")
    t.equal(cog.output("run"), "imported, cannot be written\n", "prediction with imported weights")
    t.equal(list((folder / ".cog" / "mounts").iterdir()), [], "links that are left")
    t.equal(run.docker("run", "--rm", "e2e/drop-in-weights", "sh", "-c", "ls /weights || true"), "", "weights in the image")
    t.say("weights that were imported")


def ready(server: run.Server) -> bool:
    try:
        return server.get("/health-check")["status"] == "READY"
    except OSError:
        return False


def wait_for(condition, otherwise: str, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise case.Failed(otherwise)
        time.sleep(0.2)


case.main(test)
