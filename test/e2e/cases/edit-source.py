"""One source line changes: only the source is copied again, and only its layer is new.  By BuildKit's own account."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

import re
import time

from harness import case
from harness.case import Case

# Steps that have to look at the new source, or only put existing layers together.
EXPECTED = re.compile(r"copy the source|mkdir /src|merge|^\[?(internal|auth)|^local|context|^load|^resolve|docker-image://|"
                      r"^exporting|LINK|(^|\] )FROM ", re.I)


def test(t: Case) -> None:
    project = t.project("python-packages")
    first = t.llb(project, "first")
    again = t.llb(project, "again")
    t.equal([one.digest for one in again.image.layers], [one.digest for one in first.image.layers], "layers of an unchanged project")

    predict = project / "predict.py"
    line = f"edited at {time.time_ns()}, "  # new to the daemon's cache in each run of this test
    predict.write_text(predict.read_text().replace("slugify(humanize", f"{line!r} + slugify(humanize"))
    edited = t.llb(project, "edited", push=True)
    t.require(edited.cached(), "nothing came from the cache")
    unexpected = [name for name in edited.ran() if not EXPECTED.search(name)]
    t.equal(unexpected, [], f"steps that ran after an edit (all: {edited.ran()})")
    t.require(any(re.search("copy the source", name) for name in edited.ran()), f"the source was not copied: {edited.ran()}")

    known = {one.digest for one in first.image.layers}
    new = [one for one in edited.image.layers if one.digest not in known]
    t.equal(len(new), 1, "number of new layers")
    t.require(new[0].size < 4096, f"the new layer has {new[0].size} bytes")
    t.say(f"after an edit: {edited.seconds:.1f} s, one new layer of {new[0].size} bytes")
    t.predicts(edited, line + "1-2-mb", number=1234567)


case.main(test)
