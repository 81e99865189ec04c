"""`cogc verify` of a project, as the cases ask for it."""

import re
from pathlib import Path

from .builds import certificates
from .case import Case

WAYS = ([], ["--dockerfile"])


def verify(t: Case, project: Path, *flags: str) -> str:
    """What it says; CommandFailed when two builds differ."""
    return t.cogc("verify", str(project), "--ca-cert", certificates(), "--progress", "quiet", *flags)


def require_repeatable(t: Case, name: str, flags: list[str]) -> None:
    """The example can be repeated through both backends, whose layers are the same."""
    project, layers = t.project(name), []
    for way in WAYS:
        said = verify(t, project, *way, *flags)
        t.require(said.startswith("repeatable: two builds gave the same"), said)
        layers.append(set(re.findall(r"sha256:[0-9a-f]{64}", said)))
        t.say(f"{name} {' '.join(way)}: {said.splitlines()[0]}")
    t.equal(layers[0] - layers[1], set(), f"layers of {name} that only the LLB's image has")
