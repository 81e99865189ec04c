"""--pip-freeze: the label has what pip says in a container of the image, and nothing is built twice."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, run
from harness.case import Case


# A package whose version is another one each time the step runs: a step that ran twice would show in the comparison.
ONCE = """build:
  run:
    - |
      python - <<'EOF'
      import pathlib, secrets, sysconfig
      version = secrets.randbelow(10**9)
      folder = pathlib.Path(sysconfig.get_path("purelib"), f"once-{version}.dist-info")
      folder.mkdir()
      (folder / "METADATA").write_text(f"Metadata-Version: 2.1\\nName: once\\nVersion: {version}\\n")
      EOF
"""


def test(t: Case) -> None:
    project = t.project("python-packages")
    (project / "cog.yaml").write_text((project / "cog.yaml").read_text().replace("build:\n", ONCE, 1))
    plain = t.llb(project)
    t.require("run.cog.pip_freeze" not in plain.image.config["config"]["Labels"], "the label is there without being asked for")
    build = t.llb(project, "frozen", push=True, no_cache=True, flags=["--pip-freeze"])
    label = build.image.config["config"]["Labels"]["run.cog.pip_freeze"]
    t.equal(label, run.run_once(build.pushed, "python", "-m", "pip", "freeze"), "the label, and what pip says")
    for package in ("cog==", "coglet==", "humanize==4.9.0", "once=="):
        t.require(f"\n{package}" in "\n" + label, f"{package} is missing in\n{label}")
    t.require("tmp/pip-freeze.txt" not in build.image.files(), "the question left its answer in the image")


case.main(test)
