"""Where things lie.  Everything that the tests write is under build/ of the checkout."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
BUILD = ROOT / "build"
# Links in build/ are followed, so that several worktrees can share one set of services: these are started once, under
# one name, and runc refuses to mount out of a folder that is reached through a link.
CACHE = (BUILD / "cache").resolve()  # slow to make, kept when services are wiped
STATE = (BUILD / "services").resolve()  # of the daemons
LOGS = STATE / "log"
TOOLS = (BUILD / "tools").resolve() / "bin"  # buildkitd, buildctl, dockerfile-frontend, checkers
PROJECTS = ROOT / "test" / "e2e" / "projects"
EXAMPLES = ROOT / "examples"

# The certificates that downloads on this machine need; handed to builds as a company's would be.
MACHINE_CA = Path("/etc/ssl/certs/ca-certificates.crt")

# Distinguishes several checkouts with services on one machine: names of network bridges, short socket folders.
CHECKOUT_ID = hashlib.sha256(str(STATE.parents[1]).encode()).hexdigest()[:8]


def socket_path(name: str) -> Path:
    """A unix socket's path holds 107 bytes at most; a checkout deeper than that gets its sockets in /run."""
    path = STATE / name
    if len(os.fsencode(path)) <= 100:
        return path
    short = Path("/run") / f"cogc-{CHECKOUT_ID}"
    short.mkdir(mode=0o700, exist_ok=True)
    return short / name


def cogc() -> Path:
    """The compiler under test: $COGC, or the release build of this checkout."""
    if os.environ.get("COGC"):
        return Path(os.environ["COGC"])
    return BUILD / "release" / "tools" / "cogc" / "cogc"
