"""Today's `cog`, the real client: asks an image for predictions and trainings as its users do."""

import subprocess
from pathlib import Path

from . import builds
from .paths import ROOT, TOOLS


class Client:
    """Runs `cog` in a folder of its own, where the files that it writes appear."""

    def __init__(self, folder: Path, image: str):
        build_client()
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.image = folder, image

    def run(self, *arguments: str) -> str:
        """`cog run IMAGE`: the output, as a script reads it."""
        return self.checked("run", self.image, *arguments)

    def predict(self, *arguments: str) -> str:
        """The same by its former name, which still works."""
        return self.checked("predict", self.image, *arguments)

    def train(self, *arguments: str) -> str:
        return self.checked("train", self.image, *arguments)

    def refused(self, command: str, *arguments: str) -> str:
        """What `cog` says to inputs that it does not send."""
        done = self.started(command, self.image, *arguments)
        if done.returncode == 0:
            raise builds.CommandFailed(["cog", command, *arguments], 0, f"took what it should refuse: {done.stdout}")
        return done.stderr

    def write(self, name: str, content: str) -> None:
        (self.folder / name).write_text(content)

    def read(self, name: str) -> str:
        return (self.folder / name).read_text()

    def checked(self, *arguments: str) -> str:
        done = self.started(*arguments)
        if done.returncode != 0:
            raise builds.CommandFailed(["cog", *arguments], done.returncode, done.stdout + done.stderr)
        return done.stdout

    def started(self, *arguments: str) -> subprocess.CompletedProcess:
        environment = builds.environment() | {"COG_NO_UPDATE_CHECK": "1"}
        return subprocess.run([TOOLS / "cog", *arguments], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True,
                              text=True, env=environment)


def build_client() -> None:
    builds.checked([str(ROOT / "scripts" / "build-tools"), "cog"])
