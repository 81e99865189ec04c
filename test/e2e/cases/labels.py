"""Labels that come from outside the project: its commit, and the layers of a base whose config is given."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import json
import subprocess

from harness import case, services
from harness.case import Case
from harness.registry import Registry


def test(t: Case) -> None:
    project = t.project("hello-world")
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "--message", "first")
    git(project, "tag", "v1.0")
    labels = labels_of(t, project, "clean")
    t.equal(labels["org.opencontainers.image.revision"], git(project, "rev-parse", "HEAD").strip(), "revision")
    t.equal(labels["org.opencontainers.image.version"], "v1.0", "version")
    t.equal(labels["org.opencontainers.image.base.name"], "docker.io/library/python:3.13-slim", "base")
    t.require(not any("cog-base" in name for name in labels), "a label speaks of a base of Cog's")

    config = t.work / "base.json"
    config.write_bytes(base_config())
    build = t.llb(project, "layers", flags=["--base-config", f"python:3.13-slim={config}", "--no-git-labels"])
    labels, layers = build.image.config["config"]["Labels"], build.image.config["rootfs"]["diff_ids"]
    index = int(labels["run.cog.cog-base-image-last-layer-idx"])
    t.equal(layers[index], labels["run.cog.cog-base-image-last-layer-sha"], "the base's last layer")
    t.equal(layers[:index + 1], json.loads(base_config())["rootfs"]["diff_ids"], "the base's layers")
    t.require("org.opencontainers.image.revision" not in labels, "--no-git-labels")


def labels_of(t: Case, project: Path, name: str) -> dict[str, str]:
    return t.llb(project, name).image.config["config"]["Labels"]


def base_config() -> bytes:
    registry = Registry(services.registry_address())
    _, manifest = registry.manifest("library/python", "3.13-slim")
    return registry.blob("library/python", manifest["config"]["digest"])


def git(project: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=x", "-c", "user.email=x@example.com"]
    return subprocess.run(["git", "-C", project, *identity, *arguments], check=True, capture_output=True, text=True).stdout


case.main(test)
