"""The frame of a test script: a work folder, projects to build, both backends, one verdict.

    from harness import case

    def test(t: case.Case) -> None:
        llb, dockerfile = t.both(t.project("hello-world"))
        ...

    case.main(test)
"""

import os
import shutil
import sys
import time
import traceback
from pathlib import Path
from typing import Callable

from . import builds, image, run, services
from .builds import Build, CommandFailed
from .paths import BUILD, EXAMPLES, PROJECTS, ROOT, cogc


class Failed(Exception):
    pass


class Case:
    def __init__(self, name: str):
        self.name = name
        self.work = BUILD / "e2e" / name
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.begin = time.monotonic()

    # -- material

    def project(self, name: str, to: str = "") -> Path:
        """A copy of one of our projects, which the test may change."""
        source = next(folder / name for folder in (PROJECTS, EXAMPLES) if (folder / name).exists())
        target = self.work / (to or name)
        shutil.copytree(source, target, symlinks=True)
        return target

    def image_name(self, suffix: str) -> str:
        return f"{services.registry_address()}/e2e/{self.name}:{suffix}"

    # -- builds

    def llb(self, project: Path, name: str = "llb", push: bool = False, **options) -> Build:
        return self.built("llb", name, builds.build_llb(project, self.work / name, push=self.pushed(name, push), **options))

    def plan(self, project: Path, name: str = "plan", push: bool = False, **options) -> Build:
        return self.built("plan.pb", name, builds.build_plan(project, self.work / name, push=self.pushed(name, push), **options))

    def dockerfile(self, project: Path, name: str = "dockerfile", push: bool = False, **options) -> Build:
        return self.built("Dockerfile", name,
                          builds.build_dockerfile(project, self.work / name, push=self.pushed(name, push), **options))

    def both(self, project: Path, exceptions: list[image.Exception_] = (), push: bool = False,
             **options) -> tuple[Build, Build]:
        """Builds through both backends, the second without cache, and compares all files and the configs.

        The options are those of harness/builds.py: secrets, flags, wheels."""
        llb = self.llb(project, push=push, **options)
        dockerfile = self.dockerfile(project, push=push, **options)
        self.same(llb.image, dockerfile.image, [*image.informational(), *exceptions])
        return llb, dockerfile

    def both_of_many_gigabytes(self, project: Path, exceptions: list[image.Exception_] = ()) -> tuple[Build, Build]:
        """The same for a GPU image, of which BuildKit holds 25 GB: not of both at once."""
        result = []
        for build in (self.llb, self.dockerfile):
            result.append(build(project, push=True))
            builds.prune()
        self.same(result[0].image, result[1].image, [*image.informational(), *exceptions])
        return result[0], result[1]

    def built(self, way: str, name: str, build: Build) -> Build:
        self.say(f"built {name} by {way}: {build.seconds:.1f} s, {len(build.ran())} steps ran, {len(build.cached())} cached")
        return build

    def pushed(self, name: str, push: bool) -> str:
        return self.image_name(name) if push else ""

    # -- running

    def serve(self, build: Build, **options):
        return run.serve(build.pushed, **options)

    def prediction(self, build: Build, seconds: float = 60, **inputs):
        """What the image's server, once it is ready, answers."""
        with self.serve(build, seconds=seconds) as server:
            answer = server.predict(**inputs)
        self.equal(answer.get("status"), "succeeded", f"prediction of {build.pushed}: {answer}")
        self.say(f"{build.pushed.rpartition(':')[2]}: READY, {inputs} -> {answer['output']!r}")
        return answer["output"]

    def predicts(self, build: Build, expected, **inputs) -> None:
        """The image's server is ready and answers as expected."""
        self.equal(self.prediction(build, **inputs), expected, f"prediction of {build.pushed}")

    def cogc(self, *arguments: str) -> str:
        return builds.checked([str(cogc()), *map(str, arguments)])

    # -- verdicts

    def same(self, left: image.Image, right: image.Image, exceptions: list[image.Exception_]) -> None:
        problems = image.compare(left, right, exceptions)
        if problems:
            raise Failed(f"{left.name} and {right.name} differ:\n  " + "\n  ".join(problems))
        self.say(f"{left.name} and {right.name}: same config, same {len(left.files())} paths")

    def require(self, condition, text: str) -> None:
        if not condition:
            raise Failed(text)

    def equal(self, actual, expected, what: str) -> None:
        self.require(actual == expected, f"{what}\n  expected {expected!r}\n  got      {actual!r}")

    def fails(self, action: Callable, *arguments, **options) -> CommandFailed:
        """The action has to fail; what it said."""
        try:
            action(*arguments, **options)
        except CommandFailed as failure:
            return failure
        raise Failed("succeeded, but should have failed")

    def say(self, text: str) -> None:
        print(f"[{time.monotonic() - self.begin:6.1f} s] {text}", flush=True)


def main(test: Callable[[Case], None]) -> None:
    name = Path(sys.argv[0]).stem
    if not cogc().exists():
        sys.exit(f"{cogc()}: not built (set COGC, or run cmake --build --preset release)")
    services.start(lambda text: print("  " + text, flush=True))
    case = Case(name)
    try:
        test(case)
    except (Failed, CommandFailed, run.ServerError) as failure:
        # Where in the test, then what happened.
        frame = next(f for f in reversed(traceback.extract_tb(failure.__traceback__)) if f.filename == sys.argv[0] or "cases" in f.filename)
        print(f"{os.path.relpath(frame.filename, ROOT)}:{frame.lineno}: {frame.line}\n{failure}", file=sys.stderr)
        sys.exit(1)
    case.say("passed")
    if not os.environ.get("COGC_KEEP"):
        shutil.rmtree(case.work, ignore_errors=True)
