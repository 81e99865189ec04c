"""A run command with a secret: it is there for the command, and nowhere afterwards.  Without it the build fails."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.builds import CA_MARK, CA_SECRET, certificates
from harness.case import Case
from harness.image import may_differ, places_of, spellings

SECRET = b"s3cr3t-\xc3\xa9-and/some+more=characters"


def test(t: Case) -> None:
    project = t.project("run-secret")
    file = t.work / "token"
    file.write_bytes(SECRET + b"\n")
    secrets = [f"id=token,src={file}"]
    exceptions = [may_differ("*", "what a user's command writes has the time of the build", "mtime")]
    llb, dockerfile = t.both(project, push=True, secrets=secrets, exceptions=exceptions)
    for build in (llb, dockerfile):
        t.predicts(build, len(SECRET))
        t.equal(places_of(SECRET, build.image), [], f"places of the secret in the image of {build.layout.name}")
        said = build.output.encode()
        t.require(not any(one in said for one in spellings(SECRET)), "the secret is in what the build said")
        t.equal(places_of(CA_MARK, build.image), [], f"places of the certificate in the image of {build.layout.name}")

    for kind in ("llb", "plan", "plan-draft", "config", "dockerfile"):
        text = t.cogc(f"--emit={kind}", str(project), "-o", str(t.work / f"emitted-{kind}"), "--ca-cert", certificates())
        produced = (t.work / f"emitted-{kind}").read_bytes() + text.encode()
        t.require(not any(one in produced for one in spellings(SECRET)), f"the secret is in --emit={kind}")
        t.require(kind == "config" or b"token" in produced, f"--emit={kind} does not name the secret")
        t.require(kind == "config" or CA_SECRET.encode() in produced, f"--emit={kind} does not name the certificate")

    for way in (t.llb, t.plan, t.dockerfile):
        failure = t.fails(way, project, name="without", no_cache=True)
        t.require("token" in failure.output, f"does not name the missing secret:\n{failure.output[-2000:]}")


case.main(test)
