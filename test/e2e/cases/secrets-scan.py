"""Five secrets are used by one build and looked for in all that it leaves; the same search finds each one that is leaked."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import secrets
import subprocess
from urllib.parse import quote

from harness import builds, case, leaks, private_index
from harness.case import Case
from harness.paths import TOOLS, cogc

# `cogc build` runs this instead of buildctl: what the daemon gets is kept, and the provenance holds all it can.
SHIM = """#!/bin/sh
cat > "$SHIM_FOLDER/sent.pb"
for word; do
  shift
  set -- "$@" "$word"
  [ "$word" != build ] || set -- "$@" --opt attest:provenance=mode=max
done
exec "$SHIM_BUILDCTL" "$@" < "$SHIM_FOLDER/sent.pb"
"""

FORMS = ["ast", "plan-draft", "plan", "plan-json", "plan-dot", "llb", "llb-text", "dot", "dockerfile", "config", "schema"]


def test(t: Case) -> None:
    value = {name: f"{name}-{secrets.token_urlsafe(18)}" for name in ("file", "variable", "netrc", "index", "token")}
    value["file"] += "/é+ =%?&"  # is spelled differently in each encoding
    value["variable"] += "+/ü~"
    with (private_index.serve(t.work / "one", "one", value["netrc"]) as one,
          private_index.serve(t.work / "two", "two", value["index"]) as two,
          private_index.serve(t.work / "three", "three", value["token"]) as three):
        one.add("by-netrc", "netrc")
        two.add("by-variable", "variable")
        three.add("by-url", "url")
        project = t.project("secrets-scan")
        (project / "requirements.txt").write_text(
            f"--extra-index-url {one.url('127.0.0.1')}\nby-netrc==1.0\nby-variable==1.0\n"
            f"by-url @ http://three:${{URL_TOKEN}}@localhost:{three.port}/files/by_url-1.0-py3-none-any.whl\n")
        given = {"file": value["file"], "variable": value["variable"], "netrc": one.netrc(),
                 "index-url": two.url("localhost", f"two:{quote(value['index'])}@"), "URL_TOKEN": value["token"]}

        left = build(t, project, "kept", given)
        t.require({"by_netrc-1.0-py3-none-any.whl"} <= set(one.served), "the package was not fetched by netrc")
        t.require(two.served and three.served, "the packages were not fetched by the variable and the URL")
        for name, secret in value.items():
            t.equal(leaks.places(secret.encode(), left), [], f"places of the secret `{name}`")
        size = sum(map(len, left.values()))
        t.say(f"searched {len(left)} documents, {size >> 20} MiB unpacked: " +
              ", ".join(sorted(each for each in left if not each.startswith("image:"))))
        control(t, left)
        leaking(t, project, given, value)


def build(t: Case, project: Path, name: str, given: dict[str, str]) -> dict[str, bytes]:
    """Builds with all of it, and returns what is left."""
    folder = t.work / name
    folder.mkdir()
    shim = folder / "bin" / "buildctl"
    shim.parent.mkdir()
    shim.write_text(SHIM)
    shim.chmod(0o755)
    environment = builds.environment() | {"SHIM_FOLDER": str(folder), "SHIM_BUILDCTL": str(TOOLS / "buildctl")}
    environment["PATH"] = f"{shim.parent}:{environment['PATH']}"
    flags = []
    for number, (key, text) in enumerate(given.items()):
        if number % 2:
            environment[f"SECRET_{number}"] = text
            flags += ["--secret", f"id={key},env=SECRET_{number}"]
        else:
            (folder / f"secret-{number}").write_text(text)
            flags += ["--secret", f"id={key},src={folder / f'secret-{number}'}"]
    command = [str(cogc()), "build", str(project), "--no-cache", "--pip-freeze", "--remarks", "--ca-cert", builds.certificates(),
               "--output", f"type=oci,dest={folder / 'image.tar'}", "--metadata-file", str(folder / "metadata.json"),
               "--progress", "rawjson", *flags]
    done = subprocess.run(command, env=environment, capture_output=True)
    if done.returncode:
        raise builds.CommandFailed(command, done.returncode, builds.readable((done.stdout + done.stderr).decode(errors="replace")))

    left = {f"image:{path}": data for path, data in leaks.documents_of(folder / "image.tar").items()}
    left["log"] = leaks.log_text(done.stdout + done.stderr)
    left["metadata"] = (folder / "metadata.json").read_bytes()
    left["sent plan"] = (folder / "sent.pb").read_bytes()
    left["dry run"] = subprocess.run([*command, "--dry-run"], env=environment, capture_output=True, check=True).stdout
    for form in FORMS:
        output = folder / f"emitted-{form}"
        said = builds.checked([str(cogc()), str(project), f"--emit={form}", "-o", str(output), "--remarks"])
        left[f"--emit={form}"] = output.read_bytes() + said.encode()
    for command in ("explain", "check"):
        left[command] = subprocess.run([str(cogc()), command, str(project)], env=environment, capture_output=True, check=True).stdout
    return left


def control(t: Case, left: dict[str, bytes]) -> None:
    """The documents are what they are taken for."""
    def having(text: bytes) -> list[str]:
        return [name for name, data in left.items() if text in data]
    t.require(any(name.startswith("image:") for name in having(b"https://slsa.dev/provenance/")), "there is no provenance")
    t.require(len(having(b"URL_TOKEN")) > 5, f"few documents name the secret: {having(b'URL_TOKEN')}")
    t.require("sent plan" in having(b"COGC_SECRET_STAMP"), "the plan carries no stamps")
    t.require(any(name.startswith("image:") for name in having(b"by_variable.py")), "no layer with the package")
    t.require(any(name.startswith("image:") for name in having(b"run.cog.config")), "no config with labels")
    t.require("log" in having(b"install Python packages"), "the log does not tell the steps")


def leaking(t: Case, project: Path, given: dict[str, str], value: dict[str, str]) -> None:
    """A project that gives its secrets away, in each spelling, in each place."""
    config = project / "cog.yaml"
    config.write_text(config.read_text().replace(
        "    - command: test -s /run/secrets/file\n",
        "    - command: base64 -w0 /run/secrets/file > /etc/leak; cat /run/secrets/file\n").replace(
        'test -n "$VARIABLE"', "python3 -c \"import os, urllib.parse as u; open('/etc/leak2', 'w').write(u.quote(os.environ['VARIABLE'], safe=''))\"").replace(
        'run: "predict', f'environment: ["GIVEN={value["netrc"]}"]\nrun: "predict'))
    for name in ("requirements.txt", "predict.py"):
        with open(project / name, "a") as file:
            file.write(f"# {value['token']} http://two:{value['index']}@localhost\n")
    left = build(t, project, "leaking", given)
    found = {name: leaks.places(secret.encode(), left) for name, secret in value.items()}
    for name, places in found.items():
        t.require(any(place.startswith("image:") for place in places), f"the search does not find the secret `{name}` in the image: {places}")
        t.say(f"leaked on purpose and found: {name} in {len(places)} documents")
    t.require("log" in found["file"], f"not found in the log: {found['file']}")
    t.require({"sent plan", "--emit=plan", "--emit=dockerfile", "--emit=config"} <= set(found["netrc"]), f"{found['netrc']}")
    provenance = [name for name, data in left.items() if name.startswith("image:") and b"https://slsa.dev/provenance/" in data]
    t.require(set(provenance) & set(found["netrc"]), "not found in the provenance")


case.main(test)
