"""environment: values reach run commands and the server as they stand, whatever is in them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case
from harness.case import Case
from harness.image import may_differ

EXPECTED = {
    "SPACES": "two  spaces and a trailing one ",
    "DOLLARS": "$5 ${HOME} $$ $(id) `id` ${x:-y}",
    "QUOTES": "\"double\" 'single' back\\slash # no comment",
    "EMPTY": "",
    "EQUALS": "a=b=c",
    "UNICODE": "žluťoučký kůň 🐴",
}


def test(t: Case) -> None:
    exceptions = [may_differ("*", "what a user's command writes has the time of the build", "mtime")]
    for build in t.both(t.project("environment"), push=True, exceptions=exceptions):
        environment = build.image.environment()
        for name, value in EXPECTED.items():
            t.equal(environment[name], value, f"{name} in the config of {build.layout.name}")
        with t.serve(build) as server:
            for name, value in EXPECTED.items():
                t.equal(server.predict(name=name)["output"], value, f"{name} in the server of {build.layout.name}")
            seen = "|".join(EXPECTED[name] for name in ("SPACES", "DOLLARS", "QUOTES")) + "|"
            t.equal(server.predict(name="seen by run")["output"], seen, "what the run command saw")


case.main(test)
