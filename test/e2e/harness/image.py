"""Reads an image as its files and its config, and compares two.

A comparison is exact: every path's type, mode, owner, size, content, link, time and extended attributes.  What may
differ is said in the test with the reason, and an exception that nothing needed is an error too: it would hide the
next difference.
"""

import fnmatch
import functools
import gzip
import hashlib
import json
import subprocess
import tarfile
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import BinaryIO, Iterator

from .registry import Registry


@dataclass(frozen=True)
class Entry:
    """One path of an image."""
    type: str
    mode: int
    uid: int
    gid: int
    size: int
    sha256: str
    link: str  # a symlink's target; for hard links the first path of the group
    mtime: float
    xattrs: tuple
    device: tuple

    def differences(self, other: "Entry") -> list[str]:
        return [one.name for one in fields(self) if getattr(self, one.name) != getattr(other, one.name)]


@dataclass
class Layer:
    digest: str
    size: int
    media_type: str
    file: Path  # the blob


@dataclass
class Image:
    name: str
    digest: str
    manifest: dict
    config: dict
    layers: list[Layer]

    @staticmethod
    def from_layout(folder: Path) -> "Image":
        """An OCI image layout: what `--output type=oci,tar=false` leaves."""
        def read(descriptor):
            return (folder / "blobs" / descriptor["digest"].replace(":", "/")).read_bytes()

        descriptor = json.loads((folder / "index.json").read_text())["manifests"][0]
        manifest = json.loads(read(descriptor))
        while "manifests" in manifest:  # an index, around attestations for instance
            descriptor = manifest["manifests"][0]
            manifest = json.loads(read(descriptor))
        layers = [Layer(one["digest"], one["size"], one["mediaType"],
                        folder / "blobs" / one["digest"].replace(":", "/")) for one in manifest["layers"]]
        return Image(folder.name, descriptor["digest"], manifest, json.loads(read(manifest["config"])), layers)

    @staticmethod
    def from_archive(archive: Path, folder: Path) -> "Image":
        """An OCI tar, unpacked into a folder."""
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        return Image.from_layout(folder)

    @staticmethod
    def from_registry(address: str, repository: str, reference: str, folder: Path) -> "Image":
        """A pushed image; its layers are kept in a folder."""
        registry = Registry(address)
        digest, manifest = registry.manifest(repository, reference)
        while "manifests" in manifest:
            digest, manifest = registry.manifest(repository, manifest["manifests"][0]["digest"])
        folder.mkdir(parents=True, exist_ok=True)
        layers = []
        for one in manifest["layers"]:
            file = folder / one["digest"].replace(":", "-")
            if not file.exists():
                file.write_bytes(registry.blob(repository, one["digest"]))
            layers.append(Layer(one["digest"], one["size"], one["mediaType"], file))
        config = json.loads(registry.blob(repository, manifest["config"]["digest"]))
        return Image(f"{repository}:{reference}", digest, manifest, config, layers)

    def files(self) -> dict[str, Entry]:
        """All layers over each other."""
        merged: dict[str, Entry] = {}
        for layer in self.layers:
            entries, whiteouts, opaque = layer_entries(layer.digest, layer.media_type, layer.file)
            for path in whiteouts:
                remove(merged, path, with_itself=True)
            for path in opaque:
                remove(merged, path, with_itself=False)
            for path, entry in entries.items():
                if path in merged and merged[path].type == "dir" and entry.type != "dir":
                    remove(merged, path, with_itself=True)
                merged[path] = entry
        return merged

    def read(self, path: str) -> bytes:
        """The content of a file, from the uppermost layer that has it."""
        for layer in reversed(self.layers):
            with opened(layer.media_type, layer.file) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
                for member in tar:
                    if clean(member.name) == clean(path):
                        return tar.extractfile(member).read()
        raise KeyError(path)

    def heads(self, length: int) -> dict[str, bytes]:
        """How each file begins, in the uppermost layer that has it."""
        found: dict[str, bytes] = {}
        for layer in self.layers:
            with opened(layer.media_type, layer.file) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
                found.update({clean(member.name): tar.extractfile(member).read(length) for member in tar if member.isreg()})
        files = self.files()
        return {path: head for path, head in found.items() if path in files and files[path].type == "file"}

    def environment(self) -> dict[str, str]:
        pairs = [one.partition("=")[::2] for one in self.config["config"].get("Env") or []]
        assert len({name for name, _ in pairs}) == len(pairs), f"{self.name}: a name stands twice in Env: {pairs}"
        return dict(pairs)


def remove(files: dict[str, Entry], path: str, with_itself: bool) -> None:
    for one in [p for p in files if p.startswith(path + "/") or (with_itself and p == path)]:
        del files[one]


def clean(name: str) -> str:
    name = name.removeprefix("./").strip("/")
    return "" if name == "." else name


# -- one layer

@functools.cache
def layer_entries(digest: str, media_type: str, file: Path) -> tuple[dict[str, Entry], list[str], list[str]]:
    """What a layer places, what it removes, and which folders it replaces whole."""
    entries: dict[str, Entry] = {}
    hard_links: dict[str, str] = {}
    whiteouts, opaque = [], []
    with opened(media_type, file) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        for member in tar:
            path = clean(member.name)
            folder, _, name = path.rpartition("/")
            if name == ".wh..wh..opq":
                opaque.append(folder)
            elif name.startswith(".wh."):
                whiteouts.append(f"{folder}/{name[4:]}".lstrip("/"))
            elif member.islnk():
                hard_links[path] = clean(member.linkname)
            else:
                entries[path] = entry_of(tar, member)
    groups: dict[str, list[str]] = {}
    for path, target in hard_links.items():
        groups.setdefault(target, [target]).append(path)
    for target, paths in groups.items():
        data = dict(vars(entries[target]), link=min(paths))
        for path in paths:
            entries[path] = Entry(**data)
    entries.pop("", None)
    return entries, whiteouts, opaque


def entry_of(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Entry:
    kind = {tarfile.DIRTYPE: "dir", tarfile.SYMTYPE: "symlink", tarfile.CHRTYPE: "char", tarfile.BLKTYPE: "block",
            tarfile.FIFOTYPE: "fifo"}.get(member.type, "file")
    digest = hashlib.file_digest(tar.extractfile(member), "sha256").hexdigest() if kind == "file" else ""
    xattrs = tuple(sorted((name, value) for name, value in member.pax_headers.items() if "xattr" in name))
    device = (member.devmajor, member.devminor) if kind in ("char", "block") else ()
    return Entry(kind, member.mode, member.uid, member.gid, member.size if kind == "file" else 0, digest,
                 member.linkname if kind == "symlink" else "", member.mtime, xattrs, device)


def opened(media_type: str, file: Path) -> BinaryIO:
    if media_type.endswith("gzip"):
        return gzip.open(file)
    if media_type.endswith("zstd"):
        return subprocess.Popen(["zstd", "-dc", str(file)], stdout=subprocess.PIPE).stdout
    return open(file, "rb")


# -- comparing

@dataclass
class Exception_:
    """A difference that is right, and why."""
    pattern: str
    reason: str
    fields: tuple[str, ...] = ()  # only these; () for all, presence included
    used: int = field(default=0, compare=False)

    def covers(self, path: str, names: list[str]) -> bool:
        return fnmatch.fnmatchcase(path, self.pattern) and (not self.fields or set(names) <= set(self.fields))


def may_differ(pattern: str, reason: str, *names: str) -> Exception_:
    """`pattern`: a path of the image (`*` also matches `/`), or `config/...` for a part of the config."""
    assert reason
    return Exception_(pattern, reason, names)


# What stock BuildKit takes over from the base and LLB does not: facts about the base for people, read by no program.
INFORMATIONAL = [
    may_differ("config/Env/PYTHON_SHA256", "informational variable of the base image"),
    may_differ("config/Env/PYTHON_VERSION", "informational variable of the base image"),
    may_differ("config/Env/GPG_KEY", "informational variable of the base image"),
]


def informational() -> list[Exception_]:
    return [may_differ(one.pattern, one.reason, *one.fields) for one in INFORMATIONAL]


def compare(left: Image, right: Image, exceptions: list[Exception_] = (), limit: int = 40) -> list[str]:
    """The differences that no exception covers, and the exceptions that nothing needed: empty when all is well."""
    problems = []
    for path, names, text in [*file_differences(left, right), *config_differences(left, right)]:
        covering = [one for one in exceptions if one.covers(path, names)]
        for one in covering:
            one.used += 1
        if not covering:
            problems.append(text)
    if len(problems) > limit:
        problems = problems[:limit] + [f"... and {len(problems) - limit} more"]
    problems += [f"exception not needed: {one.pattern} ({one.reason})" for one in exceptions
                 if not one.used]
    return problems


def file_differences(left: Image, right: Image) -> Iterator[tuple[str, list[str], str]]:
    mine, theirs = left.files(), right.files()
    for path in sorted(mine.keys() | theirs.keys()):
        if path not in theirs:
            yield path, ["presence"], f"/{path}: only in {left.name}: {mine[path]}"
        elif path not in mine:
            yield path, ["presence"], f"/{path}: only in {right.name}: {theirs[path]}"
        elif names := mine[path].differences(theirs[path]):
            details = "; ".join(f"{name} {getattr(mine[path], name)!r} != {getattr(theirs[path], name)!r}" for name in names)
            yield path, names, f"/{path}: {details}"


def config_differences(left: Image, right: Image) -> Iterator[tuple[str, list[str], str]]:
    mine, theirs = flat_config(left), flat_config(right)
    for key in sorted(mine.keys() | theirs.keys()):
        if mine.get(key) != theirs.get(key):
            yield key, ["config"], f"{key}: {mine.get(key)!r} in {left.name}, {theirs.get(key)!r} in {right.name}"


def flat_config(image: Image) -> dict:
    """The parts of a config that a container's behaviour or a client depends on, by name."""
    config = image.config["config"]
    flat = {f"config/{name}": image.config.get(name) for name in ("architecture", "os", "variant")}
    flat["config/ArgsEscaped"] = None  # Windows only
    for name in ("Entrypoint", "Cmd", "WorkingDir", "User", "StopSignal", "Shell", "Healthcheck", "OnBuild"):
        flat[f"config/{name}"] = config.get(name) or None
    for name in ("ExposedPorts", "Volumes"):
        flat[f"config/{name}"] = sorted(config.get(name) or {})
    for name, value in (config.get("Labels") or {}).items():
        flat[f"config/Labels/{name}"] = value
    for name, value in image.environment().items():
        flat[f"config/Env/{name}"] = value
    return flat


# -- secrets

def places_of(secret: bytes, image: Image) -> list[str]:
    """Where a secret can be found in an image: in clear, in base64 or percent-encoded."""
    needles = spellings(secret)
    found = []
    for name, document in (("config", image.config), ("manifest", image.manifest)):
        found += [name for needle in needles if needle in json.dumps(document).encode()]
    for layer in image.layers:
        with opened(layer.media_type, layer.file) as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
            for member in tar:
                texts = [member.name.encode(), member.linkname.encode(), repr(member.pax_headers).encode()]
                if member.isreg():
                    texts.append(tar.extractfile(member).read())
                if any(needle in text for needle in needles for text in texts):
                    found.append(f"{layer.digest[:19]}:{member.name}")
    return found


def spellings(secret: bytes) -> list[bytes]:
    import base64
    import urllib.parse
    quoted = urllib.parse.quote(secret, safe="").encode()
    result = {secret, quoted, quoted.lower(), secret.hex().encode()}
    for shift in range(3):  # base64 of text that holds the secret anywhere: drop what the neighbours decide
        encoded = base64.b64encode(b"\0" * shift + secret).rstrip(b"=")
        result.add(encoded[[0, 2, 3][shift]:-1])
    return sorted(result)
