"""What a build sends: by cogc's patterns the same as BuildKit's Dockerfile frontend reads from .dockerignore, but for
.cog. go/ignorecheck compares hundreds of files without a daemon; here are a few with one."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import json

from harness import builds, case, services
from harness.case import Case
from harness.paths import TOOLS

FILES = ["a", "b/a", "b/c/a", "data/raw/x.bin", "data/keep.bin", "data[1]/x", "Über/ß", ".cog/x", "b/.cog/x", "a b", "#x",
         "!y", "x\\y", "__pycache__/x.pyc", "b/__pycache__/x.pyc", "..x"]
IGNORE_FILES = [
    "", "*", "*\n!data\n!b/c", "**\n!.cog\n!.cog/x", "**/__pycache__\n**/*.pyc\n", "\ufeff# comment\n data/** \n!data/keep.bin\r\n",
    "/b/\n!/b/c/a\n", "./data/../b\n", "data\\[1\\]\n", "data[[]1]/x\n", "?\n[^a-c]*\n", "\\#x\n!\\!y\nx\\\\y\n", "link\nempty\n!empty\n",
    ".\n..\n/\n", "Ü*/ß\na b\n", "Dockerfile*\n.dockerignore\n",
]


def test(t: Case) -> None:
    project = t.project("hello-world")
    for path in FILES:
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(path)
    (project / "empty").mkdir()
    (project / "data" / "empty").mkdir()
    (project / "link").symlink_to("b")
    (project / "dangling").symlink_to("no/where")
    # For a Dockerfile of that name in the project, BuildKit would read this one instead.
    (project / "Dockerfile.dockerignore").write_text("*\n")
    dockerfile = t.work / "dockerfile"
    dockerfile.mkdir()
    (dockerfile / "Dockerfile").write_text("FROM scratch\nCOPY . /\n")
    for number, text in enumerate(IGNORE_FILES):
        (project / ".dockerignore").write_bytes(text.encode())
        theirs = sent(t, f"theirs-{number}", "--frontend", "dockerfile.v0", "--local", f"context={project}",
                      "--local", f"dockerfile={dockerfile}")
        theirs = {path for path in theirs if path != ".cog" and not path.startswith(".cog/")}
        t.equal(by_cogc(t, project, f"ours-{number}"), theirs, f".dockerignore {text!r}")
    t.say(f"{len(IGNORE_FILES)} files compared")


def by_cogc(t: Case, project: Path, name: str) -> set[str]:
    """The project copied by a plan of one step that has the real plan's patterns."""
    contexts = json.loads(t.cogc(project, "--emit=plan-json"))["contexts"]
    exclude = ", ".join(json.dumps(pattern, ensure_ascii=False) for pattern in contexts[0]["exclude"])
    plan = t.work / f"{name}.plan"
    plan.write_text(f'plan v1 final linux/amd64\n\ncontext $src "." exclude [{exclude}]\n\n'
                    'stage @files in export.app from scratch {\n  copy "." from $src to "/"\n}\n\nexport from @files\n')
    definition = t.work / f"{name}.pb"
    t.cogc(plan, "-o", definition)
    return sent(t, name, "--local", f"src={project}", definition=definition)


def sent(t: Case, name: str, *arguments: str, definition: Path | None = None) -> set[str]:
    folder = t.work / name
    command = [TOOLS / "buildctl", "--addr", services.buildkit_address(), "build", *arguments,
               "--output", f"type=local,dest={folder}"]
    with open(definition or "/dev/null", "rb") as stdin:
        builds.checked([str(word) for word in command], stdin=stdin)
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


case.main(test)
