#!/usr/bin/env python3
"""Fails when a kind of Diagnostics.def has no lit test that shows its whole text.

A kind counts as shown when one CHECK line below test/lit has all of its text: the
severity, every word between the holes of the format, in order, and the kind in
brackets at the end, `error: … [kind]`. EXEMPT lists the few that no input can
provoke, each with its reason; an exempted kind that gains a test fails too, and so
does a test that expects a kind that does not exist.
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

ROW = re.compile(r'^DIAG\((\w+), (\w+), "((?:[^"\\]|\\.)*)"\)$', re.MULTILINE)
HOLE = re.compile(r"\{\d+[^{}]*\}")
# A positive FileCheck line with any prefix; its last word is the kind.
SHOWN = re.compile(
    r"^\W*(?!RUN\b)[A-Z][A-Z0-9_-]*(?<!-NOT)(?:\{LITERAL\})?:(.*\[([a-z][a-z0-9_]*)\])\W*$",
    re.MULTILINE,
)
MESSAGE = re.compile(r"(?:error|warning|remark): ")


def shown_lines():
    """Each kind that a test expects, with the lines that do and where they stand."""
    kinds = {}
    for path in sorted(TESTS.rglob("*")):
        if not path.is_file() or path.suffix not in (".plan", ".test", ".yaml"):
            continue
        for found in SHOWN.finditer(path.read_text(encoding="utf-8", errors="replace")):
            if MESSAGE.search(found.group(1)):
                kinds.setdefault(found.group(2), []).append((found.group(1), path.relative_to(ROOT)))
    return kinds


def whole_text(kind, severity, text):
    """What a line with the whole text looks like."""
    text = text.replace('\\"', '"').replace("\\\\", "\\")
    # A brace is written twice in a format.
    words = [re.escape(part.replace("{{", "{")) for part in HOLE.split(text)]
    return re.compile("%s: %s \\[%s\\]" % (severity.lower(), ".*".join(words), kind))


def problems():
    defined = {kind: whole_text(kind, *rest) for kind, *rest in ROW.findall(DEFINITIONS.read_text(encoding="utf-8"))}
    shown = shown_lines()
    for kind, text in defined.items():
        lines = shown.get(kind, [])
        if kind in EXEMPT and lines:
            yield "`%s` is exempt, but %s tests it: take it off the list" % (kind, lines[0][1])
        elif kind not in EXEMPT and not lines:
            yield "`%s` has no lit test with `error: … [%s]` in a CHECK line" % (kind, kind)
        elif kind not in EXEMPT and not any(text.search(line) for line, _ in lines):
            yield "no test shows the whole text of `%s`: %s" % (kind, text.pattern)
    for kind in sorted(set(shown) - set(defined)):
        yield "%s expects `[%s]`, which Diagnostics.def does not have" % (shown[kind][0][1], kind)
    for kind in sorted(set(EXEMPT) - set(defined)):
        yield "the exempt kind `%s` is not in Diagnostics.def" % kind


def main():
    found = list(problems())
    for problem in found:
        print("check_diagnostics: " + problem, file=sys.stderr)
    sys.exit(1 if found else 0)


main()
