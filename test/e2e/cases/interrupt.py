"""Ctrl-C ends a build soon, with an error's exit code and without output; a daemon out of reach is named."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import os
import signal
import subprocess
import time

from harness import builds, case
from harness.case import Case
from harness.paths import cogc


def test(t: Case) -> None:
    project = t.project("slow-run")
    out = t.work / "out"
    command = [str(cogc()), "build", str(project), "--progress", "plain", "--no-cache", "--ca-cert", builds.certificates(),
               "--output", f"type=oci,tar=false,dest={out}"]
    log = t.work / "log"
    with open(log, "wb") as stream:
        # A group of its own, as a terminal gives it: Ctrl-C goes to all of the group.
        process = subprocess.Popen(command, stdout=stream, stderr=stream, env=builds.environment(), start_new_session=True)
        try:
            deadline = time.monotonic() + 120
            while "sleeping" not in log.read_text().replace("echo sleeping", ""):
                t.require(process.poll() is None, f"ended early:\n{log.read_text()[-2000:]}")
                t.require(time.monotonic() < deadline, f"the step does not start:\n{log.read_text()[-2000:]}")
                time.sleep(0.1)
            os.killpg(process.pid, signal.SIGINT)
            code = process.wait(timeout=30)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
    t.require(code in (1, 130, -signal.SIGINT), f"exit code {code}")
    t.require(not (out / "index.json").exists(), "an interrupted build left an image")

    missing = f"unix://{t.work}/nothing.sock"
    failure = t.fails(builds.checked, [*command, "--addr", missing])
    t.require(failure.code in (1, 2), f"exit code without a daemon: {failure.code}")
    t.require(missing in failure.output, f"does not name the daemon: {failure.output[-2000:]}")


case.main(test)
