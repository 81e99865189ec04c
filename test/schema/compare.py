#!/usr/bin/env python3
"""usage: compare.py [--ours COMMAND] [NAME...]

Compiles each predictor of predictors/ (or those named) with cogc and with today's cog, and compares the two documents
as JSON.  What may differ stands in the predictor, with the reason; a difference that is listed and does not occur is an
error.  Each of our documents also has to be one that cog's validator accepts, and each diagnostic stands at its line.

--ours: the compiler ($COGC, or the release build), or `cog` to see what cog says to the corpus.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.dont_write_bytecode = True
from corpus import Diagnostic, Predictor, read

ROOT = Path(__file__).resolve().parents[2]
COGSCHEMA = ROOT / "build/tools/bin/cogschema"


class Answer:
    """A document, or why there is none."""

    def __init__(self, document: str = "", error: str = "", diagnostics: list[Diagnostic] = ()):
        self.text, self.error, self.diagnostics = document, error, list(diagnostics)
        self.document = json.loads(document, object_pairs_hook=without_duplicates) if document else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ours", default=os.environ.get("COGC", str(ROOT / "build/release/tools/cogc/cogc")))
    parser.add_argument("--work", type=Path, default=ROOT / "build/schema")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    predictors = read(options.names)
    shutil.rmtree(options.work, ignore_errors=True)
    folders = {one.name: one.lay_out(options.work) for one in predictors}

    theirs = ask_cog("generate", folders)
    ours = theirs if options.ours == "cog" else {name: ask_cogc(options.ours, folders[name]) for name in folders}
    accepted = validated(ours, options.work)
    failed = 0
    for one in predictors:
        problems = [*judged(one, ours[one.name], theirs[one.name]), *accepted.get(one.name, [])]
        failed += bool(problems)
        for problem in problems:
            print(f"{one.name}: {problem}")
    equal = sum(not (one.refused or one.all("cog") or one.differs) for one in predictors)
    print(f"{len(predictors)} predictors, {equal} the same as cog, {sum(map(bool, (one.differs for one in predictors)))} "
          f"with listed differences, {sum(one.refused for one in predictors)} refused, {failed} failed")
    return 1 if failed else 0


# -- both compilers

def ask_cog(action: str, files: dict[str, Path]) -> dict[str, Answer]:
    done = subprocess.run([COGSCHEMA, action, *files.values()], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    if done.returncode != 0:
        sys.exit(f"{COGSCHEMA} {action} ended with {done.returncode}: run `scripts/build-tools cog`")
    lines = map(json.loads, done.stdout.splitlines())
    return {name: Answer(json.dumps(line["document"]) if line.get("document") else "", line.get("error", ""))
            for name, line in zip(files, lines, strict=True)}


def ask_cogc(cogc: str, folder: Path) -> Answer:
    done = subprocess.run([cogc, "--emit=schema", "."], cwd=folder, capture_output=True, text=True)
    found = re.findall(r"^(\S+?):(\d+):\d+: (error|warning): .* \[(\w+)\]$", done.stderr, re.MULTILINE)
    diagnostics = [Diagnostic(file, int(line), severity, kind) for file, line, severity, kind in found]
    return Answer(done.stdout if done.returncode == 0 else "", done.stderr, diagnostics)


def validated(ours: dict[str, Answer], work: Path) -> dict[str, list[str]]:
    """What the validator says against our documents."""
    files = {}
    for name, answer in ours.items():
        if answer.document:
            files[name] = work / f"{name}.json"
            files[name].write_text(answer.text)
    return {name: [f"not an OpenAPI document: {answer.error.splitlines()[0]}"]
            for name, answer in ask_cog("validate", files).items() if answer.error}


# -- verdicts

def judged(one: Predictor, ours: Answer, theirs: Answer) -> list[str]:
    problems = [*judged_cog(one, theirs), *judged_diagnostics(one, ours)]
    if not one.refused:
        if not ours.document:
            return [*problems, f"no document of ours: {ours.error.strip()}"]
        problems += [f"{place}: expected {value!r}, got {found!r}" for place, value in one.schema.items()
                     if not same(found := at(ours.document, place), value)]
    elif ours.document:
        problems.append("a document of ours, though it should be refused")
    if ours.document and theirs.document and not one.refused:
        problems += judged_differences(one, ours.document, theirs.document)
    return problems


def judged_cog(one: Predictor, theirs: Answer) -> list[str]:
    expected = one.refused_by_cog
    if expected is None and theirs.error:
        return [f"cog refuses it: {theirs.error}"]
    if expected is not None and not theirs.error:
        return ["cog makes a document, though `cog: refuses` is said"]
    if expected is not None and expected not in theirs.error:
        return [f"cog refuses it, but says: {theirs.error}"]
    return []


def judged_diagnostics(one: Predictor, ours: Answer) -> list[str]:
    expected, found = set(one.diagnostics), set(ours.diagnostics)
    return [f"missing: {each}" for each in sorted(expected - found)] + \
           [f"not expected: {each}" for each in sorted(found - expected)]


def judged_differences(one: Predictor, ours: dict, theirs: dict) -> list[str]:
    unused, problems = dict(one.differs), []
    for place, mine, other in differences(normalised(ours), normalised(theirs), ""):
        covering = [listed for listed in one.differs if (place + "/").startswith(listed.rstrip("/") + "/")]
        for listed in covering:
            unused.pop(listed, None)
        if not covering:
            problems.append(f"{place}: ours {mine}, cog's {other}")
    return problems + [f"{listed}: listed as different, but equal" for listed in unused]


def normalised(document: dict) -> dict:
    """Without the version of the program that wrote it."""
    return document | {"info": document["info"] | {"version": ""}}


def differences(ours, theirs, place: str):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in {**ours, **theirs}:
            below = f"{place}/{key.replace('~', '~0').replace('/', '~1')}"
            if key in ours and key in theirs:
                yield from differences(ours[key], theirs[key], below)
            else:
                yield below, ours.get(key, "nothing"), theirs.get(key, "nothing")
    elif not same(ours, theirs):
        yield place, json.dumps(ours), json.dumps(theirs)


def same(left, right) -> bool:
    """Equal as JSON: 1 is 1.0, but true is not 1, and the order of an object's members is not looked at."""
    if isinstance(left, bool) or isinstance(right, bool):
        return left is right
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list) and isinstance(right, list):
        return len(left) == len(right) and all(map(same, left, right))
    return type(left) is type(right) and left == right or {type(left), type(right)} <= {int, float} and left == right


def at(document, place: str):
    for key in place.split("/")[1:]:
        key = key.replace("~1", "/").replace("~0", "~")
        if not isinstance(document, dict) or key not in document:
            return None
        document = document[key]
    return document


def without_duplicates(pairs: list[tuple[str, object]]) -> dict:
    if len({key for key, _ in pairs}) != len(pairs):
        raise ValueError(f"a name stands twice in an object: {[key for key, _ in pairs]}")
    return dict(pairs)


if __name__ == "__main__":
    sys.exit(main())
