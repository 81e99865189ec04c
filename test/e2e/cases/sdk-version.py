"""The oldest SDK that works, asked for in cog.yaml, and a configuration under another name: the image serves."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case

VERSION = "0.17.0"


def test(t: Case) -> None:
    project = t.project("hello-world")
    config = (project / "cog.yaml").read_text()
    (project / "predict.py").write_text((project / "predict.py").read_text().replace("BaseRunner", "BasePredictor").replace("def run", "def predict"))
    (project / "other.yaml").write_text(config.replace("build:\n", f'build:\n  sdk_version: "{VERSION}"\n', 1))
    build = t.llb(project / "other.yaml", push=True)
    with t.serve(build) as server:
        t.equal(server.predict(s="world")["output"], "hello world", "prediction")
        t.equal(server.run("python", "-c", "import cog; print(cog.__version__)").strip(), VERSION, "version of the SDK")
    t.equal(build.image.config["config"]["Labels"]["run.cog.version"], VERSION, "label run.cog.version")
    t.equal(build.image.read("src/cog.yaml"), (project / "other.yaml").read_bytes(), "/src/cog.yaml")


case.main(test)
