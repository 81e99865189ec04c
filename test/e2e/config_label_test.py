"""The label run.cog.config, byte for byte what today's cog writes for the same cog.yaml.

Needs no services: scripts/build-tools cog builds cog's own packages as a program. Where we mean to differ, the case
says what stands in cog's label and what in ours.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COGCONFIG = ROOT / "build" / "tools" / "bin" / "cogconfig"
COGC = os.environ.get("COGC") or ROOT / "build" / "release" / "tools" / "cogc" / "cogc"

SAME = {
    "smallest": 'build:\n  python_version: "3.12"\nrun: predict.py:Predictor\n',
    "a patch": 'build:\n  python_version: "3.12.4"\nrun: predict.py:Predictor\n',
    "a version as a number": "build:\n  python_version: 3.10\nrun: predict.py:Predictor\n",
    "the older name": 'build:\n  python_version: "3.13"\npredict: predict.py:Predictor\n',
    "train": 'build:\n  python_version: "3.13"\nrun: predict.py:Predictor\ntrain: predict.py:train\n',
    "train alone": 'build:\n  python_version: "3.13"\ntrain: predict.py:train\n',
    "an image": 'build:\n  python_version: "3.13"\nimage: r8.im/you/hotdog\nrun: predict.py:Predictor\n',
    "concurrency": 'build:\n  python_version: "3.13"\nrun: predict.py:Predictor\nconcurrency:\n  max: 5\n',
    "sdk_version": 'build:\n  python_version: "3.13"\n  sdk_version: "0.20.0"\nrun: predict.py:Predictor\n',
    "no GPU, said": 'build:\n  python_version: "3.13"\n  gpu: false\nrun: predict.py:Predictor\n',
    "a GPU, with all versions": 'build:\n  python_version: "3.12"\n  gpu: true\n  cuda: "12.4.1"\n  cudnn: "9"\nrun: predict.py:Predictor\n',
    "requirements": 'build:\n  python_version: "3.13"\n  python_requirements: requirements.txt\nrun: predict.py:Predictor\n',
    "lists": """
build:
  python_version: "3.13"
  python_packages: ["attrs==23.1.0", 'idna>=3,<4 ; python_version < "4"']
  system_packages: [git, "libgl1 libglib2.0-0"]
  run: [echo one, "echo two && echo '<3>'"]
  pre_install: [echo three]
run: predict.py:Predictor
""",
    "empty lists": "build:\n  python_version: \"3.13\"\n  python_packages: []\n  run: []\nenvironment: []\nrun: predict.py:Predictor\n",
    "commands with secrets": """
build:
  python_version: "3.13"
  run:
    - command: cat /run/secrets/token
      mounts:
        - {type: secret, id: token, target: /run/secrets/token}
        - type: secret
          target: /etc/pip.conf
          id: pip
    - command: "echo plain"
run: predict.py:Predictor
""",
    "environment": """
build:
  python_version: "3.13"
environment:
  - B=2
  - A=1 and a blank
  - HTML=<a href="x">&amp;</a>
  - EMPTY=
run: predict.py:Predictor
""",
    "characters": r"""
build:
  python_version: "3.13"
  run:
    - "echo 'a\\b' \"c\"\t\b\f\x1b\x7f é 漢 😀 \u2028\u2029\u00a0"
    - 'echo \u0026 \\u0008'
    - "echo {% raw %} {%python {{ x }}"
run: predict.py:Predictor
""",
    "weights": """
build:
  python_version: "3.13"
model: r8.im/you/hotdog
run: predict.py:Predictor
weights:
  - name: one
    target: /src/one
    source: {uri: "file://./here", include: ["*.safetensors"], exclude: ["a&b"]}
  - name: two
    target: /src/two
    source:
      - uri: ./here
      - uri: https://example.com/x.bin#sha256=0000000000000000000000000000000000000000000000000000000000000000
""",
}

DIFFERENT = {
    # What reads like a version that cogc fills in is spelled otherwise; as JSON it is the same.
    "a need": ('build:\n  python_version: "3.13"\n  run: ["echo {%python}"]\nrun: predict.py:Predictor\n',
               "{%python}", "{\\u0025python}"),
    # cog leaves the version out and then asks for the image `python:-slim`.
    "no build": ("run: predict.py:Predictor\n", "{}", '{"python_version":"3.13"}'),
    # The label says what the image has: packages bring their own CUDA, so there is none that cogc chose.
    "a GPU alone": ('build:\n  python_version: "3.12"\n  gpu: true\nrun: predict.py:Predictor\n',
                    ',"cuda":"11.8","cudnn":"8"', ""),
}


PREDICTOR = """from cog import BaseRunner


class Predictor(BaseRunner):
    async def run(self, s: str) -> str:
        return s


def train(n: int) -> str:
    return str(n)
"""


def make(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "cog.yaml").write_text(text)
    (folder / "predict.py").write_text(PREDICTOR)
    (folder / "requirements.txt").write_text("attrs==23.1.0\n")
    (folder / "here").mkdir()
    (folder / "here" / "x.safetensors").write_text("weights")
    return folder


def ours(folder: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COG")}
    done = subprocess.run([COGC, folder, "--emit=config"], capture_output=True, text=True, env=environment)
    if done.returncode != 0:
        sys.exit(f"cogc failed:\n{done.stderr}")
    return json.loads(done.stdout)["config"]["Labels"]["run.cog.config"]


def main() -> None:
    wrong = 0
    with tempfile.TemporaryDirectory() as temporary:
        cases = [(name, text, "", "") for name, text in SAME.items()]
        cases += [(name, *rest) for name, rest in DIFFERENT.items()]
        folders = [make(Path(temporary) / str(i), text) for i, (_, text, _, _) in enumerate(cases)]
        out = subprocess.run([COGCONFIG, *folders], check=True, capture_output=True, text=True).stdout
        for (name, _, cogs, meant), folder, line in zip(cases, folders, out.splitlines(), strict=True):
            answer = json.loads(line)
            if "error" in answer:
                sys.exit(f"{name}: cog refuses it: {answer['error']}")
            if cogs not in answer["label"]:
                sys.exit(f"{name}: the difference is gone, cog writes {answer['label']}")
            expected = answer["label"].replace(cogs, meant, 1) if cogs else answer["label"]
            if expected != (label := ours(folder)):
                wrong += 1
                print(f"{name}:\n  expected {expected}\n  got      {label}", file=sys.stderr)
    print(f"{len(cases)} labels compared, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
