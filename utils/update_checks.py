#!/usr/bin/env python3
"""Rewrites what a lit test expects: the second meaning of %check.

usage: … | update_checks.py TEST [--check-prefix=NAME]

Reads the output of the command under test and writes it, as CHECK lines, below
one marker line of TEST; what stands above the marker is yours and never
touched. Several %check lines in one test need prefixes of their own; each has
its block below the marker. The diff is what a reviewer reads: generated lines
say what happens, not what ought to.

A test that split-file takes apart gets a last part named `expected` in front of
the marker, so that the lines are not part of the project under test.
"""
import argparse
import re
import sys

MARKER = "# Below this line: written by update-lit."
PART = re.compile(r"^(?://|#)--- (\S.*)$")
CHECK = re.compile(r"^# ([A-Z][A-Z0-9_-]*?)(?:-NEXT|-EMPTY|-NOT)?(?:\{LITERAL\})?:")


def check_line(line, directive):
    """The line that matches exactly `line`, under %check's flags."""
    if not line:
        return "# %s:" % directive.replace("-NEXT", "-EMPTY")
    literal = "{LITERAL}" if "{{" in line or "[[" in line else ""
    return "# %s%s:%s" % (directive, literal, line)


def checks_for(output, prefix):
    """The block of lines that `output` must match from its first to its last."""
    lines = output.split("\n")
    if lines[-1] == "":
        lines.pop()
    if not lines:
        return ["# %s-NOT:{{.+}}" % prefix]
    if not lines[0]:
        sys.exit("update_checks: FileCheck cannot begin with an empty line")
    block = [check_line(lines[0], prefix)]
    block += [check_line(line, prefix + "-NEXT") for line in lines[1:]]
    return block


def blocks_of(lines):
    """The generated lines by their prefix, in the order of the file."""
    blocks = {}
    for line in lines:
        found = CHECK.match(line)
        if found:
            blocks.setdefault(found.group(1), []).append(line)
    return blocks


def rewrite(text, output, prefix):
    """`text` of a test with the block of `prefix` replaced."""
    lines = text.rstrip("\n").split("\n")
    at = lines.index(MARKER) if MARKER in lines else len(lines)
    above, blocks = lines[:at], blocks_of(lines[at + 1 :])
    blocks[prefix] = checks_for(output, prefix)
    parts = [PART.match(line).group(1) for line in above if PART.match(line)]
    if parts and parts[-1] != "expected":
        above.append("#--- expected")
    below = "\n\n".join("\n".join(block) for block in blocks.values())
    return "\n".join([*above, MARKER, below]) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("test")
    parser.add_argument("--check-prefix", default="CHECK")
    args = parser.parse_args()
    output = sys.stdin.buffer.read().decode("utf-8")
    with open(args.test, encoding="utf-8", newline="") as file:
        old = file.read()
    new = rewrite(old, output, args.check_prefix)
    if new != old:
        with open(args.test, "w", encoding="utf-8", newline="") as file:
            file.write(new)
        print("updated %s" % args.test, file=sys.stderr)


if __name__ == "__main__":
    main()
