"""--user: the server runs as a normal user, by number and by name, in images of both backends; the rest is root's."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.builds import Build
from harness.case import Case

WRITE = "import os, tempfile; open(os.path.expanduser('~/.probe'), 'w'); tempfile.NamedTemporaryFile(); open('/run/cog/ready', 'w')"
SPOIL = "import os, sys; sys.exit(any(os.access(path, os.W_OK) for path in ('/src', '/src/predict.py', '/opt/venv', '/etc/passwd')))"


def test(t: Case) -> None:
    project = t.project("hello-world")
    for given, name, numbers in [("1000", "cog", "1000:1000"), ("app", "app", "10001:10001")]:
        for build in t.both(project, push=True, flags=["--user", given]):
            check(t, build, name, numbers)
    with_apt(t)


def check(t: Case, build: Build, name: str, numbers: str) -> None:
    uid, gid = numbers.split(":")
    where = f"{name} of {build.pushed.rpartition(':')[2]}"
    t.equal(build.image.config["config"]["User"], numbers, f"User, {where}")
    with t.serve(build) as server:
        t.equal(server.predict(s="user")["output"], "hello user", f"prediction as {where}")
        t.equal(server.run("id").strip(), f"uid={uid}({name}) gid={gid}({name}) groups={gid}({name})", f"id, {where}")
        # tini, the server and its worker: nobody is root.
        owners = "import glob, os; print(*sorted({os.stat(one).st_uid for one in glob.glob('/proc/[0-9]*')}))"
        t.equal(server.run("python", "-c", owners).split(), [uid], f"whose processes, {where}")
        t.equal(server.run("python", "-c", "import getpass, os; print(getpass.getuser(), os.environ['HOME'])").split(),
                [name, f"/home/{name}"], f"what a program sees of itself, {where}")
        server.run("python", "-c", WRITE)
        server.run("python", "-c", SPOIL)
    files = build.image.files()
    t.equal((files["src"].mode, files["src"].uid), (0o755, 0), f"/src, {where}")
    t.equal((files[f"home/{name}"].uid, files[f"home/{name}"].mode), (int(uid), 0o755), f"the home, {where}")
    t.equal(files["etc/passwd"].mode, 0o644, f"/etc/passwd, {where}")


def with_apt(t: Case) -> None:
    """Accounts that apt packages make are kept, and commands still run as root."""
    project = t.project("system-packages", "with-apt")
    config = project / "cog.yaml"
    config.write_text(config.read_text().replace('"tree"\n', '"tree"\n    - dbus\n  run:\n    - id -un > /etc/who\n'))
    build = t.llb(project, "apt", push=True, flags=["--user", "app"])
    passwd = build.image.read("etc/passwd").decode()
    t.require("messagebus:" in passwd and "\napp:x:10001:" in passwd, f"/etc/passwd lacks an account:\n{passwd}")
    t.equal(build.image.read("etc/who"), b"root\n", "who ran the command")
    with t.serve(build) as server:
        t.equal(server.predict(document='{"name": "x"}')["output"], "x", "prediction with apt packages")


case.main(test)
