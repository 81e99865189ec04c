#!/usr/bin/env python3
"""Fails when a kind of Diagnostics.def has no lit test that shows its text.

A kind counts as shown when a CHECK line below test/lit has it at the end of a
message, `error: … [kind]`. EXEMPT lists the few that no input can provoke, each
with its reason; an exempted kind that gains a test fails too, and so does a
test that expects a kind that does not exist.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
DEFINITIONS = ROOT / "include/cogc/Support/Diagnostics.def"
TESTS = ROOT / "test/lit"

EXEMPT = {
    "internal_error": "an input that provokes it is a bug of ours",
}

ROW = re.compile(r"^DIAG\((\w+),", re.MULTILINE)
# A positive FileCheck line with any prefix. The severity may be cut off by a
# test that is not about it, the kind in brackets may not.
SHOWN = re.compile(
    r"^\W*(?!RUN\b)[A-Z][A-Z0-9_-]*(?<!-NOT)(?:\{LITERAL\})?:.*\[([a-z][a-z0-9_]*)\]\W*$",
    re.MULTILINE,
)
MESSAGE = re.compile(r"(?:error|warning|remark): ")


def shown_kinds():
    """Each kind that a test expects, with the first test that does."""
    kinds = {}
    for path in sorted(TESTS.rglob("*")):
        if not path.is_file() or path.suffix not in (".plan", ".test", ".yaml"):
            continue
        for found in SHOWN.finditer(path.read_text(encoding="utf-8", errors="replace")):
            if MESSAGE.search(found.group(0)):
                kinds.setdefault(found.group(1), path.relative_to(ROOT))
    return kinds


def problems():
    defined = ROW.findall(DEFINITIONS.read_text(encoding="utf-8"))
    shown = shown_kinds()
    for kind in defined:
        if kind in EXEMPT and kind in shown:
            yield "`%s` is exempt, but %s tests it: take it off the list" % (kind, shown[kind])
        elif kind not in EXEMPT and kind not in shown:
            yield "`%s` has no lit test with `error: … [%s]` in a CHECK line" % (kind, kind)
    for kind in sorted(set(shown) - set(defined)):
        yield "%s expects `[%s]`, which Diagnostics.def does not have" % (shown[kind], kind)
    for kind in sorted(set(EXEMPT) - set(defined)):
        yield "the exempt kind `%s` is not in Diagnostics.def" % kind


def main():
    found = list(problems())
    for problem in found:
        print("check_diagnostics: " + problem, file=sys.stderr)
    sys.exit(1 if found else 0)


main()
