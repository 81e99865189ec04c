"""linux/arm64 on a machine of another kind: Debian's qemu runs the steps, and the bases are made for it (foreign.py).

The kernel is told to run such programs by the emulator (binfmt_misc) for as long as a test needs it; that is the one
thing outside build/ that changes. The images lie beside those for amd64, under tags of their own, and a build names
them by their digests (`--pin`).
"""

import contextlib
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Iterator

from . import bases, services
from .bases import Base
from .paths import CACHE, TOOLS
from .registry import Registry

BINFMT = Path("/proc/sys/fs/binfmt_misc")
NAME = "cogc-e2e-aarch64"
# The head of an ELF file for this machine, and which of its bits count.
MAGIC = r"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00"
MASK = r"\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff"

BASES = {
    "docker.io/library/python:3.13-slim": Base("library/python", "3.13-slim-arm64", "python:3.13-slim for arm64", "stand-in",
                                               "Debian trixie with Debian's python3; no system pip", "arm64"),
    "ghcr.io/astral-sh/uv:0.9.26": Base("astral-sh/uv", "0.9.26-arm64", "uv:0.9.26 for arm64", "real",
                                        "uv and uvx of the wheel uv==0.9.26 (musl, static)", "arm64"),
}


@contextlib.contextmanager
def emulated() -> Iterator[None]:
    """While this lasts, the kernel and BuildKit run programs for arm64."""
    if not (BINFMT / "register").exists():
        subprocess.run(["mount", "-t", "binfmt_misc", "none", BINFMT], check=True)
    known = [file for file in BINFMT.glob("*aarch64*") if "enabled" in file.read_text()]
    if not known:
        # F: the kernel keeps the emulator open, so that it is there in every container.
        (BINFMT / "register").write_text(f":{NAME}:M::{MAGIC}:{MASK}:{emulator()}:F")
    try:
        wait_until_seen(30)
        yield
    finally:
        if not known:
            (BINFMT / NAME).write_text("-1")


def wait_until_seen(seconds: float) -> None:
    """Asked for its workers, the daemon looks anew at what it can run, but not within 20 s of the last time."""
    buildctl = [TOOLS / "buildctl", "--addr", services.buildkit_address()]
    deadline = time.monotonic() + seconds
    while True:
        workers = subprocess.run([*buildctl, "debug", "workers"], check=True, capture_output=True, text=True).stdout
        if "linux/arm64" in workers:
            return
        if time.monotonic() > deadline:
            raise services.ServiceError(f"BuildKit does not see that arm64 can be run:\n{workers}")
        time.sleep(1)


def emulator() -> Path:
    """Debian's static qemu; it is not installed, since its package would tell the kernel for good."""
    program = CACHE / "qemu" / "usr" / "bin" / "qemu-aarch64-static"
    if not program.exists():
        with tempfile.TemporaryDirectory(dir=CACHE) as folder:
            subprocess.run(["apt-get", "download", "-q", "qemu-user-static"], check=True, cwd=folder)
            [package] = Path(folder).glob("*.deb")
            subprocess.run(["dpkg", "-x", package, CACHE / "qemu"], check=True)
    return program


def pins() -> list[str]:
    """The flags by which a build takes the bases for arm64."""
    registry = Registry(services.registry_address())
    return [flag for name, base in BASES.items() for flag in ("--pin", f"{name}={bases.make(base, registry)}")]
