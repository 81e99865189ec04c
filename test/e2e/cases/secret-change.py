"""A changed secret runs the steps that mount it, and what lies on them; an unchanged one, and another folder's build, run none."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import secrets

from harness import builds, case
from harness.case import Case

INSTALL, FIRST, SECOND = "install Python packages", "wc -c < /run/secrets/first", 'printf %s "$SECOND"'
STEPS = (INSTALL, FIRST, SECOND)


def test(t: Case) -> None:
    project = t.project("secret-change")
    values = {name: f"{name} {secrets.token_hex(8)}" for name in ("index", "first", "second")}

    def ran(name: str, project: Path = project) -> list[str]:
        given = []
        for key, value in values.items():
            (t.work / f"{key}.secret").write_text(value)
            given.append(f"id={key},src={t.work / key}.secret")
        build = t.llb(project, name, secrets=given)
        return [step for step in STEPS if any(step in one for one in build.ran())]

    def change(name: str) -> None:
        values[name] = f"{name} {secrets.token_hex(8)}"

    t.equal(ran("all"), list(STEPS), "steps with secrets that are new")
    t.equal(ran("same"), [], "steps whose secrets are the same")
    t.equal(ran("elsewhere", t.project("secret-change", "copy")), [], "the same in another folder")
    change("second")
    t.equal(ran("second"), [SECOND], "steps after a change of the second secret")
    change("first")
    t.equal(ran("first"), [FIRST, SECOND], "steps after a change of the first: the second lies on it")
    change("index")
    after = ran("index")
    t.equal(after, [INSTALL], "steps after a change of the packages' secret, which leaves the packages as they were")
    values["first"], values["second"] = values["second"], values["first"]
    t.equal(ran("swapped"), [FIRST, SECOND], "steps after two secrets were swapped")

    # Builders that share a key share what was built; another key is another stamp.
    key = secrets.token_hex(32)
    with variables(COGC_SECRET_KEY=key):
        t.equal(ran("key"), list(STEPS), "steps with another key")
    with variables(COGC_SECRET_KEY=key, XDG_STATE_HOME=str(t.work / "nobody")):
        t.equal(ran("shared"), [], "steps with the same key, of another user")
        t.require(not (t.work / "nobody").exists(), "a key was made that nobody asked for")
    for kind in ("llb", "plan", "dockerfile"):
        t.cogc(f"--emit={kind}", str(project), "-o", str(t.work / f"emitted-{kind}"))
        t.require(b"COGC_SECRET_STAMP" not in (t.work / f"emitted-{kind}").read_bytes(), f"--emit={kind} carries a stamp")


class variables:
    """Sets variables that the builds inherit, for a while."""

    def __init__(self, **values: str):
        self.values = values

    def __enter__(self) -> None:
        self.environment = builds.environment
        builds.environment = lambda *arguments: self.environment(*arguments) | self.values

    def __exit__(self, *_) -> None:
        builds.environment = self.environment


case.main(test)
