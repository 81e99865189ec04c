"""The base images that the tests build on, put under their real names into the local registry.

Docker Hub and ghcr.io are out of reach for the tests, so each image is the real thing where its parts can be had,
or a stand-in that says so:

    image                                 made of                                                  honest difference
    docker.io/library/python:3.11-slim    stand-in: Debian bookworm, its python3 (3.11)            Debian's Python in /usr; no system pip; today's 3.11-slim is trixie
    docker.io/library/python:3.13-slim    stand-in: Debian trixie, its python3 (3.13)              Debian's Python in /usr; no system pip
    ghcr.io/astral-sh/uv:0.9.26           real: the static uv and uvx of PyPI's wheel uv==0.9.26   none known: the same release build
    docker.io/docker/dockerfile:1.20      stand-in: BuildKit v0.34.2's dockerfile-frontend         a newer frontend under an older tag

The Python images have the config of the official ones (the facts are in docker-library/python) and, as a company's
own base would, this machine's CA certificates.  A base that cannot be had here (3.10, 3.12, nvidia/cuda) is
compile-only in the tests.  arm64.py lists those that there are for arm64, too.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

from . import foreign
from .paths import CACHE, MACHINE_CA, STATE, TOOLS
from .registry import Registry

RECIPE = "4"  # counts up when the way of making an image changes
MTIME = 1735689600  # of every file in a stand-in: neither now nor the epoch, so that a comparison sees both
PYTHON_PATH = "/usr/local/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"

# What the official Debian images configure, as debuerreotype writes it.
APT_CLEAN = "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"
APT_CONF = {
    "docker-clean": f'DPkg::Post-Invoke {{ "{APT_CLEAN}"; }};\nAPT::Update::Post-Invoke {{ "{APT_CLEAN}"; }};\n'
                    'Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";\n',
    "docker-no-languages": 'Acquire::Languages "none";\n',
    "docker-gzip-indexes": 'Acquire::GzipIndexes "true";\n',
    "docker-autoremove-suggests": 'Apt::AutoRemove::SuggestsImportant "false";\n',
}
SLIM_EXCLUDES = ["/usr/share/doc/*", "/usr/share/info/*", "/usr/share/linda/*", "/usr/share/lintian/overrides/*",
                 "/usr/share/locale/*", "/usr/share/man/*"]


@dataclass
class Base:
    repository: str  # in the local registry; the mirror setting drops the registry's host name
    tag: str
    name: str  # as a user writes it
    kind: str  # "real" or "stand-in"
    what: str
    architecture: str = "amd64"


PYTHON = {
    "3.11": dict(suite="bookworm", env=["LANG=C.UTF-8", "GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D",
                                        "PYTHON_VERSION=3.11.15",
                                        "PYTHON_SHA256=272179ddd9a2e41a0fc8e42e33dfbdca0b3711aa5abf372d3f2d51543d09b625"]),
    # No LANG from 3.13 on.
    "3.13": dict(suite="trixie", env=["GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305", "PYTHON_VERSION=3.13.14",
                                      "PYTHON_SHA256=639e43243c620a308f968213df9e00f2f8f62332f7adbaa7a7eeb9783057c690"]),
}
MACHINES = {"amd64": "x86_64", "arm64": "aarch64"}  # as wheels name them
BASES = [
    Base("library/python", "3.11-slim", "docker.io/library/python:3.11-slim", "stand-in",
         "Debian bookworm with Debian's python3; no system pip"),
    Base("library/python", "3.13-slim", "docker.io/library/python:3.13-slim", "stand-in",
         "Debian trixie with Debian's python3; no system pip"),
    Base("astral-sh/uv", "0.9.26", "ghcr.io/astral-sh/uv:0.9.26", "real",
         "uv and uvx of the wheel uv==0.9.26 (musl, static)"),
    Base("docker/dockerfile", "1.20", "docker.io/docker/dockerfile:1.20", "stand-in",
         "dockerfile-frontend of BuildKit v0.34.2"),
]


def ensure_all(registry: Registry, say=print) -> None:
    """Puts each base that is missing or out of date into the registry; quick when all are there."""
    record_path = STATE / "bases.json"
    record = json.loads(record_path.read_text()) if record_path.exists() else {}
    for base in BASES:
        key = stamp(base)
        known = record.get(base.name, {})
        if known.get("stamp") == key and registry.manifest_digest(base.repository, base.tag) == known.get("digest"):
            continue
        say(f"base image {base.name} ({base.kind}: {base.what})")
        digest = make(base, registry)
        record[base.name] = {"stamp": key, "digest": digest}
        record_path.write_text(json.dumps(record, indent=1))


def stamp(base: Base) -> str:
    """Changes when the image has to be made again."""
    hasher = hashlib.sha256(f"{RECIPE} {base}".encode())
    if base.repository == "library/python":
        hasher.update(MACHINE_CA.read_bytes())
    if base.repository == "docker/dockerfile":
        hasher.update(str((TOOLS / "dockerfile-frontend").stat().st_mtime_ns).encode())
    return hasher.hexdigest()


def make(base: Base, registry: Registry) -> str:
    if base.repository == "library/python":
        return make_python(base, registry)
    if base.repository == "astral-sh/uv":
        return make_uv(base, registry)
    return make_frontend(base, registry)


def make_python(base: Base, registry: Registry) -> str:
    version = base.tag.split("-")[0]
    facts = PYTHON[version]
    layer = debian_python_layer(facts["suite"], version, base.architecture)
    config = {"Env": ["PATH=" + PYTHON_PATH] + facts["env"], "Cmd": ["python3"]}
    return push_image(registry, base, [layer], config)


def make_uv(base: Base, registry: Registry) -> str:
    version, name = base.tag.split("-")[0], f"uv-{base.tag}"
    wheels = CACHE / name
    if not list(wheels.glob("*.whl")):
        wheels.mkdir(parents=True, exist_ok=True)
        subprocess.run([*pip(), "download", "--quiet", "--no-cache-dir", "--no-deps", "--only-binary=:all:",
                        "--platform", f"musllinux_1_1_{MACHINES[base.architecture]}", "--dest", str(wheels), f"uv=={version}"],
                       check=True)
    [wheel] = wheels.glob("*.whl")
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        root = Path(temporary)
        with zipfile.ZipFile(wheel) as archive:
            for program in ("uv", "uvx"):
                (root / program).write_bytes(archive.read(f"uv-{version}.data/scripts/{program}"))
                (root / program).chmod(0o755)
        layer = tar_layer(root, name)
    return push_image(registry, base, [layer],
                      {"Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
                       "WorkingDir": "/io", "Entrypoint": ["/uv"]})


def make_frontend(base: Base, registry: Registry) -> str:
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        target = Path(temporary) / "bin"
        target.mkdir()
        shutil.copy2(TOOLS / "dockerfile-frontend", target / "dockerfile-frontend")
        layer = tar_layer(Path(temporary), f"dockerfile-{base.tag}")
    return push_image(registry, base, [layer], {
        "Env": ["PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"],
        "WorkingDir": "/",
        "Entrypoint": ["/bin/dockerfile-frontend"],
        "Labels": {
            "moby.buildkit.frontend.network.none": "true",
            "moby.buildkit.frontend.caps": "moby.buildkit.frontend.inputs,moby.buildkit.frontend.subrequests,"
                                           "moby.buildkit.frontend.contexts,moby.buildkit.frontend.gitquerystring",
        },
    })


def pip() -> list[str]:
    """pip of an own environment: Debian's system Python has none."""
    environment = CACHE / "pip"
    if not (environment / "bin" / "pip").exists():
        subprocess.run(["/usr/bin/python3", "-m", "venv", str(environment)], check=True)
    return [str(environment / "bin" / "pip")]


def debian_python_layer(suite: str, version: str, architecture: str = foreign.OURS) -> Path:
    """A slim Debian with its Python, as one gzip layer under build/cache."""
    ca = hashlib.sha256(MACHINE_CA.read_bytes()).hexdigest()[:8]
    kind = suite if architecture == foreign.OURS else f"{suite}-{architecture}"
    name = f"debian-{kind}-python-{RECIPE}-{ca}"
    layer = CACHE / f"{name}.tar.gz"
    if layer.exists():
        return layer
    work = CACHE / f"debootstrap-{kind}"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    try:
        if architecture == foreign.OURS:
            debootstrap(suite, work)
            strip(work)
            configure(work, version)
            return tar_layer(work, name)
        root, packages = work / "root", work / "packages"
        root.mkdir()
        subprocess.run(["tar", "--extract", "--file", debian_python_layer(suite, version), "--directory", root,
                        "--numeric-owner", "--same-permissions"], check=True)
        debootstrap(suite, packages, f"--arch={architecture}", "--download-only")
        foreign.transplant(root, sorted((packages / "var/cache/apt/archives").glob("*.deb")), architecture)
        strip(root)
        return tar_layer(root, name)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def debootstrap(suite: str, work: Path, *flags: str) -> None:
    debs = CACHE / "debs"
    debs.mkdir(parents=True, exist_ok=True)
    log = CACHE / f"{work.relative_to(CACHE).parts[0]}.log"
    with open(log, "wb") as out:
        done = subprocess.run(["debootstrap", "--variant=minbase", f"--cache-dir={debs}", *flags,
                               "--include=ca-certificates,netbase,tzdata,python3,python3-venv", suite, str(work)],
                              stdout=out, stderr=subprocess.STDOUT)
    if done.returncode != 0:
        sys.stderr.write(log.read_text()[-3000:])
        raise SystemExit(f"debootstrap of {suite} failed (log: {log})")


def strip(root: Path) -> None:
    """Takes from what debootstrap leaves all that an official slim image does not have."""
    for pattern in ("var/cache/apt/archives/*.deb", "var/cache/apt/*.bin", "var/lib/apt/lists/*", "var/log/*",
                    "etc/machine-id", "etc/resolv.conf", "etc/hostname", "var/cache/ldconfig/*", "dev/*", "run/*",
                    "tmp/*", "usr/share/locale/*", "usr/share/man/*", "usr/share/info/*", "usr/share/doc/*/*",
                    "usr/lib/python3*/EXTERNALLY-MANAGED", "var/lib/dpkg/*-old", "var/cache/debconf/*-old"):
        for path in root.glob(pattern):
            if path.name == "copyright" and "doc" in path.parts:
                continue
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
    for cache in list((root / "usr").rglob("__pycache__")):
        shutil.rmtree(cache)


def configure(root: Path, version: str) -> None:
    """What an official slim image has on top."""
    for name, text in APT_CONF.items():
        (root / "etc/apt/apt.conf.d" / name).write_text(text)
    (root / "etc/dpkg/dpkg.cfg.d/docker").write_text(
        "".join(f"path-exclude {pattern}\n" for pattern in SLIM_EXCLUDES)
        + "path-include /usr/share/doc/*/copyright\n")
    local = root / "usr/local/bin"
    for name, target in {"python": "python3", "python3": f"python{version}", f"python{version}": f"/usr/bin/python{version}"}.items():
        (local / name).symlink_to(target)
    (root / "etc/ssl/certs/ca-certificates.crt").write_bytes(MACHINE_CA.read_bytes())
    # So that a later update-ca-certificates in a build step keeps them.
    for own in Path("/usr/local/share/ca-certificates").glob("**/*.crt"):
        shutil.copy(own, root / "usr/local/share/ca-certificates")


def tar_layer(root: Path, name: str) -> Path:
    """Packs a folder, repeatably, and keeps the uncompressed digest beside the layer."""
    root.chmod(0o755)
    layer = CACHE / f"{name}.tar.gz"
    part = layer.with_suffix(".part")
    hasher = hashlib.sha256()
    packer = zlib.compressobj(level=1, wbits=31)  # gzip with a fixed header
    with subprocess.Popen(["tar", "--sort=name", f"--mtime=@{MTIME}", "--numeric-owner",
                           "--create", "--directory", str(root), "."], stdout=subprocess.PIPE) as tar, open(part, "wb") as out:
        while chunk := tar.stdout.read(1 << 20):
            hasher.update(chunk)
            out.write(packer.compress(chunk))
        out.write(packer.flush())
    if tar.returncode != 0:
        raise SystemExit(f"tar of {root} failed")
    layer.with_suffix(".diffid").write_text("sha256:" + hasher.hexdigest())
    os.replace(part, layer)
    return layer


def push_image(registry: Registry, base: Base, layers: list[Path], config: dict) -> str:
    document = {
        "architecture": base.architecture,
        "os": "linux",
        "created": "2025-01-01T00:00:00Z",
        "config": config,
        "rootfs": {"type": "layers", "diff_ids": [path.with_suffix(".diffid").read_text() for path in layers]},
        "history": [{"created": "2025-01-01T00:00:00Z", "created_by": f"cogc end-to-end tests: {base.kind}, {base.what}"}
                    for _ in layers],
    }
    data = json.dumps(document, sort_keys=True).encode()
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.oci.image.manifest.v1+json",
        "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "size": len(data),
                   "digest": registry.put_bytes(base.repository, data)},
        "layers": [],
    }
    for path in layers:
        with open(path, "rb") as stream:
            digest = "sha256:" + hashlib.file_digest(stream, "sha256").hexdigest()
        registry.put_blob(base.repository, path, digest)
        manifest["layers"].append({"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
                                   "size": path.stat().st_size, "digest": digest})
    return registry.put_manifest(base.repository, base.tag, manifest)
