"""A Debian for another machine out of one for ours, without running any of its programs.

Under an emulator debootstrap's second stage takes more than an hour: it runs thousands of small programs. But what
scripts of packages leave behind (users, certificates, alternatives, dpkg's records) is text, the same for every
machine. So the tree for ours is taken, and each of its packages that depends on the machine gives way to the same
package for the other one.

What the result lacks: the caches of ldconfig and gconv, without which programs start and convert text all the same,
and dpkg's list of the replaced packages' files of configuration, by which an upgrade tells the user's changes. dpkg
and apt take it for a Debian of its own machine and install packages.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

TRIPLETS = {"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}
OURS = "amd64"
DPKG = Path("var/lib/dpkg")


def transplant(root: Path, debs: list[Path], architecture: str) -> None:
    """Puts the packages for `architecture` in the place of those of the same names in `root`."""
    stanzas = {field(text, "Package"): text for text in (root / DPKG / "status").read_text().strip().split("\n\n")}
    packages = {deb: control(deb) for deb in debs}
    names = {field(text, "Package") for text in packages.values()}
    if names != set(stanzas):
        raise SystemExit(f"{architecture} has other packages than {OURS}: {sorted(names ^ set(stanzas))}")
    info = root / DPKG / "info"
    kept, old, new = set(), set(), set()
    for name, stanza in stanzas.items():
        [listed] = [path for path in (info / f"{name}.list", info / f"{name}:{OURS}.list") if path.exists()]
        paths = set(listed.read_text().split("\n")) - {"", "/."}
        if field(stanza, "Architecture") == "all":
            kept |= paths
            continue
        old |= paths
        for path in [*info.glob(f"{name}.*"), *info.glob(f"{name}:{OURS}.*")]:
            if path.name.removesuffix(path.suffix) in (name, f"{name}:{OURS}"):
                path.unlink()
    for deb, text in packages.items():
        if field(text, "Architecture") == architecture:
            new |= unpack(deb, root, record_name(text))
            stanzas[field(text, "Package")] = "Status: install ok installed\n" + text
    for path in sorted(old - new - kept, reverse=True):  # what is in a folder comes before the folder
        drop(root / path.lstrip("/"))
    forget_machine(root, architecture)
    (root / DPKG / "status").write_text("".join(text + "\n\n" for text in stanzas.values()))


def unpack(deb: Path, root: Path, name: str) -> set[str]:
    """The package's files, and dpkg's records of it; the paths."""
    with tempfile.TemporaryDirectory() as temporary:
        archive = Path(temporary) / "files.tar"
        with open(archive, "wb") as out:
            subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, stdout=out)
        # /bin, /lib and /sbin are links into /usr, whatever a package says of them.
        subprocess.run(["tar", "--extract", "--file", archive, "--directory", root, "--numeric-owner",
                        "--same-permissions", "--keep-directory-symlink"], check=True)
        members = subprocess.run(["tar", "--list", "--file", archive], check=True, capture_output=True, text=True).stdout
        records = Path(temporary) / "records"
        subprocess.run(["dpkg-deb", "--control", deb, records], check=True)
        for record in records.iterdir():
            if record.name != "control":
                shutil.copy(record, root / DPKG / "info" / f"{name}.{record.name}")
    paths = ["/" + member.removeprefix("./").rstrip("/") for member in members.splitlines()]
    (root / DPKG / "info" / f"{name}.list").write_text("".join("/.\n" if path == "/" else path + "\n" for path in paths))
    return set(paths) - {"/"}


def forget_machine(root: Path, architecture: str) -> None:
    """What the packages' scripts made for our machine, and no package lists."""
    shutil.rmtree(root / "usr/lib" / TRIPLETS[OURS], ignore_errors=True)  # gconv's cache
    drop(root / "etc/ld.so.cache")
    (root / DPKG / "arch-native").write_text(architecture + "\n")
    diversions = root / DPKG / "diversions"
    diversions.write_text(diversions.read_text().replace(TRIPLETS[OURS], TRIPLETS[architecture]))


def drop(path: Path) -> None:
    if path.is_symlink() or path.is_file():
        path.unlink()
    elif path.is_dir() and not any(path.iterdir()):
        path.rmdir()


def control(deb: Path) -> str:
    return subprocess.run(["dpkg-deb", "--field", deb], check=True, capture_output=True, text=True).stdout.strip()


def field(stanza: str, name: str) -> str:
    """A field of one line; empty where there is none."""
    return next((line.partition(":")[2].strip() for line in stanza.splitlines() if line.startswith(name + ":")), "")


def record_name(stanza: str) -> str:
    """By which dpkg files a package: with the machine where several may be installed beside each other."""
    name = field(stanza, "Package")
    return f"{name}:{field(stanza, 'Architecture')}" if field(stanza, "Multi-Arch") == "same" else name
