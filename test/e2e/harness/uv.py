"""The very uv that the build steps mount, for tests that lock or build something first.

Lock files name the index that they were made with, so none is kept in the repository: they are made when they are needed.
"""

import os
import subprocess
import zipfile
from pathlib import Path

from .paths import CACHE

TAG = "0.9.26"


def program() -> Path:
    """uv out of the wheel that harness/bases.py makes the image of."""
    target = CACHE / f"uv-{TAG}" / "uv"
    if not target.exists():
        wheel = next((CACHE / f"uv-{TAG}").glob("*.whl"))
        fresh = target.with_suffix(f".{os.getpid()}")
        with zipfile.ZipFile(wheel) as archive:
            fresh.write_bytes(archive.read(f"uv-{TAG}.data/scripts/uv"))
        fresh.chmod(0o755)
        fresh.rename(target)
    return target


def run(folder: Path, *arguments: str, environment: dict[str, str] = {}) -> str:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith(("UV_", "PIP_", "VIRTUAL_ENV"))}
    done = subprocess.run([program(), *arguments], cwd=folder, env=inherited | environment, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"uv {' '.join(arguments)} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout
