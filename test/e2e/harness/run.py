"""Runs an image in the private Docker Engine and talks to its server."""

import contextlib
import json
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Iterator

from . import services


class ServerError(Exception):
    pass


class Server:
    def __init__(self, container: str, address: str):
        self.container, self.address = container, address

    def get(self, path: str) -> dict:
        return self.request(path, None)

    def predict(self, **inputs) -> dict:
        for attempt in range(50):
            try:
                return self.request("/predictions", {"input": inputs})
            except ServerError as error:
                # The slot is freed a moment after the answer before was sent.
                if "409" not in str(error) or attempt == 49:
                    raise
                time.sleep(0.1)

    def request(self, path: str, body: dict | None) -> dict:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://{self.address}{path}", data, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ServerError(f"{path}: {error.code} {error.read().decode(errors='replace')[:2000]}") from None

    def run(self, *command: str) -> str:
        """A command inside the container; its standard output."""
        return docker("exec", self.container, *command)

    def wait_until_ready(self, seconds: float) -> dict:
        return self.wait_until("READY", seconds)

    def wait_until(self, status: str, seconds: float) -> dict:
        """Until the server says so of itself: READY, BUSY."""
        deadline = time.monotonic() + seconds
        last = "no answer"
        while time.monotonic() < deadline:
            if docker("inspect", "--format", "{{.State.Running}}", self.container).strip() != "true":
                raise ServerError("the container ended")
            with contextlib.suppress(OSError):  # not listening yet
                last = self.get("/health-check")
                if last.get("status") == status:
                    return last
                if last.get("status") in ("SETUP_FAILED", "DEFUNCT"):
                    raise ServerError(f"setup failed: {last}")
            time.sleep(0.1)
        raise ServerError(f"not {status} after {seconds:.0f} s: {last}")


@contextlib.contextmanager
def serve(image: str, *, pull: bool = True, seconds: float = 60, environment: dict | None = None,
          command: list[str] = (), mounts: dict[Path, str] | None = None) -> Iterator[Server]:
    """A container of the image whose server is ready; removed at the end, with its logs in the error if it fails.

    `command` takes the place of the image's own; `mounts` lays folders of ours over folders of the image.
    """
    if pull:
        docker("pull", "--quiet", image)
    variables = [text for name, value in (environment or {}).items() for text in ("--env", f"{name}={value}")]
    volumes = [text for folder, target in (mounts or {}).items() for text in ("--volume", f"{folder}:{target}")]
    container = docker("run", "--detach", "--publish", "127.0.0.1::5000", *variables, *volumes, image, *command).split()[-1]
    try:
        address = docker("port", container, "5000/tcp").split()[0]
        server = Server(container, address)
        try:
            server.wait_until_ready(seconds)
            yield server
        except Exception as error:
            raise ServerError(f"{error}\n-- log of the container --\n{logs(container)[-4000:]}") from error
    finally:
        docker("rm", "--force", "--volumes", container)
        docker("rmi", "--force", image)


def run_once(image: str, *command: str, pull: bool = True) -> str:
    """Runs one command in a container of the image instead of its server."""
    if pull:
        docker("pull", "--quiet", image)
    try:
        return docker("run", "--rm", "--entrypoint", command[0], image, *command[1:])
    finally:
        docker("rmi", "--force", image)


def docker(*arguments: str, stdin=subprocess.DEVNULL) -> str:
    from .builds import checked
    return checked(["docker", *arguments], stdin=stdin)


def logs(container: str) -> str:
    done = subprocess.run(["docker", "--host", services.docker_address(), "logs", container], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    return done.stdout
