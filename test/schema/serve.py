"""Runs inside an image that cogc built: the image's own server in each of several folders, with requests to it.

Reads a list of jobs as JSON, {"folder", "environment", "requests": [{"path", "input", "mode"}]}, and prints a line of JSON
for each as it ends, {"folder", "answers": [{"status", "body"}], "error", "log"}.  Servers run side by side on ports of
their own; each starts in its folder, since it looks for the code and for .cog/openapi_schema.json there.
"""

import contextlib
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor

AT_ONCE = 3
PORTS = itertools.count(6000)
PRINTING = threading.Lock()


def main() -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for result in pool.map(run, json.load(sys.stdin)):
            print(json.dumps(result), flush=True)


def run(job: dict) -> dict:
    result = {"folder": job["folder"], "answers": [], "error": "", "log": ""}
    # A server serves predictions or trainings: one for each that is asked for.
    for mode, requests in itertools.groupby(job["requests"], lambda one: one["mode"]):
        with tempfile.TemporaryFile() as log:
            try:
                with server(job, mode, log) as port:
                    result["answers"] += [ask(port, one["path"], one["input"]) for one in requests]
            except OSError as error:
                result["error"] = str(error)
            log.seek(0)
            result["log"] += log.read().decode(errors="replace")
    return result


@contextlib.contextmanager
def server(job: dict, mode: str, log):
    port = next(PORTS)
    command = [sys.executable, "-m", "cog.server.http"] + (["--x-mode", "train"] if mode == "train" else [])
    process = subprocess.Popen(command, cwd=job["folder"], stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                               env={**os.environ, **job["environment"], "PORT": str(port)})
    try:
        wait_until_ready(port, process)
        yield port
    finally:
        process.kill()
        process.wait()


def wait_until_ready(port: int, process: subprocess.Popen) -> None:
    last = "no answer"
    for _ in range(600):
        if process.poll() is not None:
            raise OSError(f"the server ended with {process.returncode}")
        with contextlib.suppress(OSError):  # not listening yet
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health-check", timeout=5) as answer:
                last = json.load(answer)["status"]
        if last == "READY":
            return
        if last not in ("no answer", "UNKNOWN", "STARTING"):
            raise OSError(f"not READY but {last}")
        time.sleep(0.05)
    raise OSError(f"not ready after 30 s: {last}")


def ask(port: int, path: str, given: dict) -> dict:
    body = json.dumps({"input": given}).encode()
    while True:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return {"status": answer.status, "body": json.load(answer)}
        except urllib.error.HTTPError as error:
            if error.code != 409:  # the slot is freed a moment after the answer before was sent
                return {"status": error.code, "body": error.read().decode(errors="replace")}
        time.sleep(0.02)


if __name__ == "__main__":
    main()
