"""Builds a project through either backend, with stock buildctl at the end of each way.

    build_llb          `cogc build`: what a user does
    build_plan         `cogc -o plan.pb`, then plain buildctl with the config as an attribute of the exporter
    build_dockerfile   `cogc --emit=dockerfile`, then BuildKit's own Dockerfile frontend

Each gives a Build: the image as an OCI layout (and in the registry, where a name is given), and what BuildKit ran.
"""

import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import services
from .image import Image
from .paths import BUILD, MACHINE_CA, STATE, TOOLS, cogc

CA_SECRET = "cogc-ca-cert"  # the id under which the compiler's steps mount it
CA_MARK = b"certificates as the end-to-end tests hand them over"  # stands in the file, so that a leak can be found
CONTEXT = "src"  # the name of the project's folder in a plan
WHEEL_CONTEXTS = {"COG_SDK_WHEEL": "cog-wheel", "COGLET_WHEEL": "coglet-wheel"}  # of the folders with their wheels


class CommandFailed(Exception):
    def __init__(self, command: list[str], code: int, output: str):
        self.command, self.code, self.output = command, code, output
        super().__init__(f"{' '.join(map(str, command))[:600]}\nended with {code}:\n{output[-6000:]}")


@dataclass
class Vertex:
    digest: str
    name: str
    is_root: bool = False
    starts: set[str] = field(default_factory=set)
    cached: bool = False
    error: str = ""

    @property
    def ran(self) -> bool:
        """A step without inputs is also told as started when BuildKit only computes its cache key."""
        return not self.cached and len(self.starts) > (1 if self.is_root else 0)


@dataclass
class Build:
    layout: Path  # OCI image layout, where the build made one
    pushed: str  # name in the registry, or ""
    output: str  # all that was said
    seconds: float
    vertices: dict[str, Vertex] = field(default_factory=dict)

    @property
    def image(self) -> Image:
        return Image.from_layout(self.layout)

    def ran(self) -> list[str]:
        """Names of the steps that BuildKit executed rather than took from its cache."""
        return [one.name for one in self.vertices.values() if one.ran]

    def cached(self) -> list[str]:
        return [one.name for one in self.vertices.values() if one.cached]


def build_llb(project: Path, layout: Path, *, push: str = "", no_cache: bool = False, secrets: list[str] = (),
              flags: list[str] = (), ca: bool = True, wheels: dict[str, Path] = {}) -> Build:
    command = [str(cogc()), "build", str(project), "--progress", "rawjson"]
    command += ["--output", f"type=oci,tar=false,dest={fresh(layout)}"]
    if push:
        command += ["--output", f"type=image,name={push},push=true"]
    if ca:
        command += ["--ca-cert", certificates()]
    command += ["--no-cache"] if no_cache else []
    for secret in secrets:
        command += ["--secret", secret]
    return finished(command + list(flags), layout, push, wheels=wheels)


def build_plan(project: Path, layout: Path, *, push: str = "", no_cache: bool = False, secrets: list[str] = (),
               flags: list[str] = (), wheels: dict[str, Path] = {}) -> Build:
    layout.parent.mkdir(parents=True, exist_ok=True)
    plan = layout.with_suffix(".pb")
    ca = ["--ca-cert", certificates()]
    checked([str(cogc()), str(project), "-o", str(plan), *ca, *flags], wheels)
    config = checked([str(cogc()), "--emit=config", str(project), *ca, *flags], wheels).strip()
    # buildctl reads --output as CSV: one quoted field, quotes inside doubled.
    attribute = '"containerimage.config=' + config.replace('"', '""') + '"'
    command = [*buildctl(no_cache, secrets), "--local", f"{CONTEXT}={project}"]
    for variable, folder in wheels.items():
        command += ["--local", f"{WHEEL_CONTEXTS[variable]}={folder}"]
    command += outputs(layout, push, "," + attribute)
    with open(plan, "rb") as stdin:
        return finished(command, layout, push, stdin=stdin)


def build_dockerfile(project: Path, layout: Path, *, push: str = "", no_cache: bool = True, secrets: list[str] = (),
                     flags: list[str] = (), wheels: dict[str, Path] = {}) -> Build:
    """Without cache unless said otherwise: on one daemon the steps would come from the LLB's build."""
    folder = layout.with_suffix(".dockerfile")
    folder.mkdir(parents=True, exist_ok=True)
    checked([str(cogc()), "--emit=dockerfile", str(project), "-o", str(folder / "Dockerfile"),
             "--ca-cert", certificates(), *flags], wheels)
    return build_written_dockerfile(project, folder, layout, push=push, no_cache=no_cache, secrets=secrets, wheels=wheels)


def build_written_dockerfile(project: Path, folder: Path, layout: Path, *, push: str = "", no_cache: bool = True,
                             secrets: list[str] = (), wheels: dict[str, Path] = {}) -> Build:
    command = [*buildctl(no_cache, secrets), "--frontend", "dockerfile.v0", "--local", f"context={project}",
               "--local", f"dockerfile={folder}", *outputs(layout, push, "")]
    for variable, given in wheels.items():  # what docker's --build-context NAME=FOLDER stands for
        name = WHEEL_CONTEXTS[variable]
        command += ["--opt", f"context:{name}=local:{name}", "--local", f"{name}={given}"]
    return finished(command, layout, push)


def prune() -> None:
    """Forgets all results of steps; downloads in cache mounts stay."""
    checked([str(TOOLS / "buildctl"), "--addr", services.buildkit_address(), "prune", "--filter", "type==regular"])


# -- commands

def buildctl(no_cache: bool, secrets: list[str]) -> list[str]:
    command = [str(TOOLS / "buildctl"), "--addr", services.buildkit_address(), "build", "--progress", "rawjson",
               "--secret", f"id={CA_SECRET},src={certificates()}"]
    command += ["--no-cache"] if no_cache else []
    for secret in secrets:
        command += ["--secret", secret]
    return command


def outputs(layout: Path, push: str, attributes: str) -> list[str]:
    result = ["--output", f"type=oci,tar=false,dest={fresh(layout)}{attributes}"]
    if push:
        result += ["--output", f"type=image,name={push},push=true{attributes}"]
    return result


def certificates() -> str:
    """The file given as --ca-cert: the machine's certificates, with a mark of ours."""
    file = STATE / "certificates.pem"
    content = b"# " + CA_MARK + b"\n" + MACHINE_CA.read_bytes()
    if not file.exists() or file.read_bytes() != content:
        file.write_bytes(content)
    return str(file)


def fresh(layout: Path) -> Path:
    shutil.rmtree(layout, ignore_errors=True)
    layout.parent.mkdir(parents=True, exist_ok=True)
    return layout


def checked(command: list[str], wheels: dict[str, Path] = {}, **options) -> str:
    """Standard output of a command that has to succeed."""
    done = subprocess.run(command, capture_output=True, text=True, env=environment(wheels), **options)
    if done.returncode != 0:
        raise CommandFailed(command, done.returncode, done.stdout + done.stderr)
    return done.stdout


def environment(wheels: dict[str, Path] = {}) -> dict[str, str]:
    ours = ("COG_", "COGLET_", "BUILDKIT_", "GITHUB_", "GIT_")
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    # The work folders lie in the compiler's own repository, which is not the projects'.
    inherited["GIT_CEILING_DIRECTORIES"] = f"{BUILD}:{BUILD.resolve()}"
    return {**inherited, **services.environment(), "NO_COLOR": "1", **{name: str(path) for name, path in wheels.items()}}


def finished(command: list[str], layout: Path, push: str, stdin=subprocess.DEVNULL, wheels: dict[str, Path] = {}) -> Build:
    begin = time.monotonic()
    done = subprocess.run(command, stdin=stdin, capture_output=True, text=True, errors="replace", env=environment(wheels))
    output = done.stdout + done.stderr
    if done.returncode != 0:
        raise CommandFailed(command, done.returncode, readable(output))
    return Build(layout, push, output, time.monotonic() - begin, vertices(output))


def vertices(output: str) -> dict[str, Vertex]:
    """What `--progress rawjson` told about each step."""
    known: dict[str, Vertex] = {}
    for status in statuses(output):
        for one in status.get("vertexes") or []:
            vertex = known.setdefault(one["digest"], Vertex(one["digest"], one.get("name", ""), not one.get("inputs")))
            if one.get("started"):
                vertex.starts.add(one["started"])
            vertex.cached |= bool(one.get("cached"))
            vertex.error = one.get("error") or vertex.error
    return known


def readable(output: str) -> str:
    """The same for people: names of the steps, their logs, and all other lines as they are."""
    import base64
    lines, named = [], set()
    for line in output.splitlines():
        status = parsed(line)
        if status is None:
            lines.append(line)
            continue
        for vertex in status.get("vertexes") or []:
            if vertex["digest"] not in named:
                named.add(vertex["digest"])
                lines.append("# " + vertex.get("name", ""))
        for log in status.get("logs") or []:
            lines.append(base64.b64decode(log.get("data") or "").decode(errors="replace").rstrip())
    return "\n".join(lines)


def statuses(output: str):
    return filter(None, map(parsed, output.splitlines()))


def parsed(line: str) -> dict | None:
    if not re.match(r'\{"(vertexes|statuses|logs|warnings)', line):
        return None
    try:
        return json.loads(line)
    except ValueError:
        return None
