"""Reads the predictors of predictors/ and lays each out as a project.

A predictor is one Python file, or a folder with predict.py where it takes several.  It starts with a comment: what it
shows, an empty line, then fields, one a line (`#     ` continues the line above):

    # Choices of strings.
    #
    # accepts: {"mode": "fast"} -> "fast"
    # forbids: {"mode": "slow"}

    run, predict    the class or function that cog.yaml names by that key; `Runner` under `run` if nothing is said
    train           the one for trainings; `# run: none` for trainings alone
    accepts         an input, and the output that the server answers
    forbids         an input that the server answers with 422
    trains, forbids-training    the same for trainings
    fails, fails-training       an input, and a text in the error of the prediction that the server makes of it
    unready         a text in the server's log: it does not get ready
    unserved        why the predictor is not run
    schema          a place of the document and the value there, for what cog has no answer to
    cog             `refuses TEXT`: cog makes no document, and its message holds the text; else the documents are equal
    differs         a place where the documents are not equal, and why ours is right
    stricter        cog makes a document, we refuse the source, and why
    error, warning  the kind of a diagnostic at the place in cog.yaml that names the predictor

A place is a JSON pointer below /components/schemas, or from the top with a leading slash.  In the code, a comment
`# error: KIND` or `# warning: KIND` says that this line gets that diagnostic.  A text `<text/plain> hello` in an input
or output stands for a file with that content.
"""

import base64
import itertools
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

PREDICTORS = Path(__file__).parent / "predictors"
FIELDS = ("run", "predict", "train", "accepts", "forbids", "fails", "trains", "forbids-training", "fails-training",
          "unready", "unserved", "schema", "cog", "differs", "stricter", "error", "warning")
CALLS = (("accepts", "/predictions", True), ("forbids", "/predictions", False), ("fails", "/predictions", True),
         ("trains", "/trainings", True), ("forbids-training", "/trainings", False), ("fails-training", "/trainings", True))


class Malformed(Exception):
    pass


@dataclass
class Call:
    """One request, and the output expected; an input that is forbidden has none, and one that fails has an error."""
    path: str
    input: dict
    accepted: bool
    output: object = None
    error: str = ""


@dataclass(frozen=True, order=True)
class Diagnostic:
    file: str
    line: int
    severity: str
    kind: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.severity} [{self.kind}]"


class Predictor:
    def __init__(self, source: Path):
        self.name = source.stem
        self.files = files_of(source)
        main = min((name for name in self.files if name.endswith("predict.py")), key=len, default=None)
        if not main:
            raise Malformed(f"{self.name}: a folder needs a predict.py")
        self.about, self.fields = header(self.name, self.files[main].decode("utf-8-sig"))
        self.references = self.named_code(main)
        self.files.setdefault("cog.yaml", self.cog_yaml())
        self.calls = [call(self.name, key, path, accepted, text) for key, path, accepted in CALLS for text in self.all(key)]
        self.diagnostics = sorted(self.expected_diagnostics())
        self.differs = dict(place_and(text, ": ") for text in self.all("differs"))
        self.schema = {place: json.loads(value) for place, value in (place_and(text, " = ") for text in self.all("schema"))}
        self.check()

    def all(self, key: str) -> list[str]:
        return self.fields.get(key, [])

    def one(self, key: str) -> str:
        return "; ".join(self.all(key))

    @property
    def refused(self) -> bool:
        return any(one.severity == "error" for one in self.diagnostics)

    @property
    def refused_by_cog(self) -> str | None:
        """What cog's message says, or None where cog makes a document."""
        return self.one("cog").removeprefix("refuses").strip() if self.all("cog") else None

    @property
    def served(self) -> bool:
        """Whether there is a document to serve."""
        return bool(self.calls) and not self.refused and not self.all("unserved")

    @property
    def shown(self) -> bool:
        """Whether a server shows what we warn of, or why we refuse the source."""
        return bool(self.all("unready")) or self.refused and bool(self.calls)

    def environment(self) -> dict[str, str]:
        """What an image tells the server: where the code is."""
        stubs = {"run": "COG_PREDICT_TYPE_STUB", "predict": "COG_PREDICT_TYPE_STUB", "train": "COG_TRAIN_TYPE_STUB"}
        return {stubs[key]: reference for key, reference in self.references.items()}

    def lay_out(self, root: Path) -> Path:
        folder = root / self.name
        for name, content in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        return folder

    # -- from the files

    def named_code(self, main: str) -> dict[str, str]:
        """The keys of cog.yaml that name code, and the code: run -> predict.py:Runner."""
        if "cog.yaml" in self.files:
            return dict(re.findall(r'^(run|predict|train): "(.*)"', self.files["cog.yaml"].decode(), re.MULTILINE))
        named = {key: self.one(key) for key in ("run", "predict", "train")}
        if not named["run"] and not named["predict"]:
            named["run"] = "Runner"
        return {key: f"{main}:{name}" for key, name in named.items() if name and name != "none"}

    def cog_yaml(self) -> bytes:
        lines = ["build:", '  python_version: "3.13"']
        lines += [f'{key}: "{reference}"' + "".join(f"  # {severity}: {kind}" for severity in ("error", "warning")
                                                     for kind in self.all(severity))
                  for key, reference in self.references.items()]
        return ("\n".join(lines) + "\n").encode()

    def expected_diagnostics(self) -> Iterator[Diagnostic]:
        for name, content in self.files.items():
            for number, line in enumerate(content.decode().splitlines(), 1):
                if not line.startswith("#"):
                    for severity, kind in re.findall(r"# (error|warning): (\w+)", line):
                        yield Diagnostic(name, number, severity, kind)

    def check(self) -> None:
        if self.all("cog") and not self.one("cog").startswith("refuses"):
            raise Malformed(f"{self.name}: `cog:` says `refuses TEXT`")
        if not (self.calls or self.refused or self.all("unserved") or self.all("unready")):
            raise Malformed(f"{self.name}: nothing to ask the server, and no `unserved:` with the reason")
        if self.refused and any(not call.error for call in self.calls):
            raise Malformed(f"{self.name}: what is refused has no document, so a server can only fail")
        if self.refused and not self.all("cog") and not self.all("stricter"):
            raise Malformed(f"{self.name}: cog makes a document and we refuse the source: say why in `stricter:`")


# -- reading

def read(names: list[str] = ()) -> list[Predictor]:
    sources = [one for one in sorted(PREDICTORS.iterdir()) if one.is_dir() or one.suffix == ".py"]
    if unknown := set(names) - {one.stem for one in sources}:
        raise Malformed(f"no such predictor: {', '.join(sorted(unknown))}")
    return [Predictor(one) for one in sources if not names or one.stem in names]


def files_of(source: Path) -> dict[str, bytes]:
    if source.is_file():
        return {"predict.py": source.read_bytes()}
    return {str(file.relative_to(source)): file.read_bytes() for file in sorted(source.rglob("*"))
            if file.is_file() and "__pycache__" not in file.parts}


def header(name: str, text: str) -> tuple[str, dict[str, list[str]]]:
    lines = [line[1:].removeprefix(" ") for line in itertools.takewhile(lambda line: line.startswith("#"), text.splitlines())]
    about = list(itertools.takewhile(bool, lines))
    if not about:
        raise Malformed(f"{name}: the first line says what is shown")
    fields: dict[str, list[str]] = {}
    last: list[str] = []
    for line in lines[len(about) + 1:]:
        if last and line.startswith("    "):
            last[-1] += " " + line.strip()
            continue
        key, _, value = line.partition(":")
        if key not in FIELDS:
            raise Malformed(f"{name}: not a field: {line}")
        last = fields.setdefault(key, [])
        last.append(value.strip())
    return " ".join(about), fields


def call(name: str, key: str, path: str, accepted: bool, text: str) -> Call:
    given, arrow, output = text.rpartition(" -> ") if accepted else (text, "-", "null")
    try:
        if key.startswith("fails"):
            return Call(path, with_files(json.loads(given)), accepted, error=output)
        return Call(path, with_files(json.loads(given)), accepted, json.loads(output))
    except ValueError as error:
        raise Malformed(f"{name}: {text}: {error}" if arrow else f"{name}: what is accepted needs `-> OUTPUT`") from None


def place_and(text: str, separator: str) -> tuple[str, str]:
    place, _, rest = text.partition(separator)
    return (place if place.startswith("/") else "/components/schemas/" + place), rest


# -- files in inputs and outputs

def with_files(value):
    """The input that is sent: `<text/plain> hello` becomes a data URL."""
    def encode(text: str) -> str:
        kind, content = re.fullmatch(r"<([\w/-]+)> (.*)", text, re.DOTALL).groups()
        return f"data:{kind};base64,{base64.b64encode(content.encode()).decode()}"
    return changed(value, r"<[\w/-]+> .*", encode)


def without_files(value):
    """The output as the header writes it."""
    def decode(text: str) -> str:
        kind, content = re.fullmatch(r"data:([^;,]*);base64,(.*)", text).groups()
        return f"<{kind}> {base64.b64decode(content).decode()}"
    return changed(value, r"data:[^;,]*;base64,.*", decode)


def changed(value, form: str, change):
    if isinstance(value, dict):
        return {key: changed(one, form, change) for key, one in value.items()}
    if isinstance(value, list):
        return [changed(one, form, change) for one in value]
    return change(value) if isinstance(value, str) and re.fullmatch(form, value, re.DOTALL) else value
