"""A package from an index with a password: by netrc and by uv's variables, through both backends.  Without the secret,
and where the index says 401, 404, 500 or hangs up: what is said, and that nothing is left."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import re
import secrets

from harness import case, private_index, uv
from harness.case import Case
from harness.image import places_of, spellings

PYPROJECT = """[project]
name = "app"
version = "1"
requires-python = ">=3.11"
dependencies = ["private-demo==1.0"]

[[tool.uv.index]]
name = "private"
url = "{url}"

[tool.uv.sources]
private-demo = {{ index = "private" }}
"""


def test(t: Case) -> None:
    password = "p-" + secrets.token_urlsafe(24)
    with private_index.serve(t.work / "index", "build-bot", password) as index:
        index.add("private-demo", "from the private index")
        netrc(t, index)
        variables(t, index)
        lock(t, index)
        missing(t, index)
        failures(t, index)


def keeps_secret(t: Case, index: private_index.Index, build) -> None:
    secret = index.password.encode()
    t.equal(places_of(secret, build.image), [], f"places of the password in the image of {build.layout.name}")
    t.require(not any(one in build.output.encode() for one in spellings(secret)), "the password is in what the build said")


def netrc(t: Case, index: private_index.Index) -> None:
    """Requirements with --extra-index-url, and a netrc file by cog.yaml's package_secrets."""
    project = t.project("private-index")
    (project / "requirements.txt").write_text(f"--extra-index-url {index.url()}\nprivate-demo==1.0\n")
    file = t.work / "netrc"
    file.write_text(index.netrc())
    for build in t.both(project, push=True, secrets=[f"id=netrc,src={file}"]):
        t.predicts(build, "from the private index")
        keeps_secret(t, index, build)


def with_pyproject(t: Case, index: private_index.Index, name: str) -> tuple[Path, list[str], list[str]]:
    """A project whose index has a name, the flags and the secrets for it."""
    project = t.project("private-index", name)
    (project / "cog.yaml").write_text('build:\n  python_version: "3.13"\n  python_requirements: pyproject.toml\n'
                                      'run: "predict.py:Predictor"\n')
    (project / "pyproject.toml").write_text(PYPROJECT.format(url=index.url()))
    (t.work / "user").write_text(index.user)
    (t.work / "password").write_text(index.password)
    flags = ["--package-secret", "id=user,env=UV_INDEX_PRIVATE_USERNAME",
             "--package-secret", "id=password,env=UV_INDEX_PRIVATE_PASSWORD"]
    return project, flags, [f"id=user,src={t.work / 'user'}", f"id=password,src={t.work / 'password'}"]


def variables(t: Case, index: private_index.Index) -> None:
    """uv's variables for an index of pyproject.toml, by flags."""
    project, flags, given = with_pyproject(t, index, "pyproject")
    # The installer has it already: what was downloaded is in the daemon's cache.
    for build in t.both(project, push=True, secrets=given, flags=flags):
        t.predicts(build, "from the private index")
        keeps_secret(t, index, build)


def lock(t: Case, index: private_index.Index) -> None:
    project, flags, given = with_pyproject(t, index, "locked")
    (project / "cog.yaml").write_text((project / "cog.yaml").read_text().replace("pyproject.toml", "uv.lock"))
    uv.run(project, "lock", "--quiet", environment={"UV_INDEX_PRIVATE_USERNAME": index.user,
                                                    "UV_INDEX_PRIVATE_PASSWORD": index.password})
    t.require(index.password not in (project / "uv.lock").read_text(), "the lock has the password")
    build = t.llb(project, "locked-llb", push=True, secrets=given, flags=flags)
    t.predicts(build, "from the private index")
    keeps_secret(t, index, build)


def missing(t: Case, index: private_index.Index) -> None:
    """What is wrong with the secret itself is said before anything is built."""
    project = t.project("private-index", "missing")
    (project / "requirements.txt").write_text(f"--extra-index-url {index.url()}\nprivate-demo==1.0\n")
    failure = t.fails(t.llb, project, "unbuilt")
    t.require("cog.yaml:3:24: error: this step needs the secret `netrc`, which was not given" in failure.output, failure.output)
    t.require('"vertexes"' not in failure.output, "something was built")
    empty = t.work / "empty"
    empty.write_text("\n")
    failure = t.fails(t.llb, project, "unbuilt", secrets=[f"id=netrc,src={empty}"])
    t.require("cog.yaml:3:24: error: this step needs the secret `netrc`" in failure.output and "is empty" in failure.output,
              failure.output)
    t.require('"vertexes"' not in failure.output, "something was built")


def failures(t: Case, index: private_index.Index) -> None:
    """The installer's own words, the user's line, and no image.  Each asks for a package that no cache has."""
    project = t.project("private-index", "failing")
    good, bad = t.work / "netrc", t.work / "wrong"
    bad.write_text(index.netrc().replace(index.password, "wrong"))
    for number, (trouble, file, words) in enumerate([("", bad, r"401 Unauthorized"), ("404", good, r"not found in the package registry"),
                                                     ("500", good, r"500 Internal Server Error"),
                                                     ("cut", good, r"(?i)end of file|unexpected|error decoding|incomplete|body")]):
        name = f"private-{trouble or '401'}-{secrets.token_hex(4)}"
        index.add(name, "never seen")
        index.trouble = trouble
        (project / "requirements.txt").write_text(f"--extra-index-url {index.url()}\n{name}==1.0\n")
        for way in (t.llb, t.plan):
            failure = t.fails(way, project, "failed", secrets=[f"id=netrc,src={file}"])
            t.say(f"{trouble or '401'}: " + " / ".join(line.strip() for line in failure.output.splitlines()
                                                      if re.search(words, line))[:300])
            t.require(re.search(words, failure.output), f"{trouble}: nothing like {words}:\n{failure.output[-3000:]}")
            # An index that is broken is broken for the first package that is asked for.
            t.require(trouble in ("500", "cut") or name in failure.output, "the package is not named")
            t.require(re.search(r"^ *3 \| *>>> *python_requirements: requirements.txt$", failure.output, re.M),
                      f"no >>> beside the user's line:\n{failure.output[-2000:]}")
            t.require(index.password not in failure.output, "the password is in what the build said")
            t.require(not (t.work / "failed" / "index.json").exists(), "a failed build left an image")
    index.trouble = ""


case.main(test)
