#!/usr/bin/env python3
"""The JSON Schema of cog.yaml: published as it is made, and of one mind with the compiler.

usage: config_schema_test.py COGC ROOT

Each example below is given to the schema and to `cogc check`. What the schema
takes, cogc takes without a word but about deprecated keys; what the schema
refuses, cogc at least warns about.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema
import yaml

VALID = """
run: predict.py:Predictor
---
predict: "predict.py:Predictor"
---
train: sub/train.py:train
---
# What is null is not given.
build:
image:
predict:
run: predict.py:Predictor
environment:
---
build:
  python_version: 3.12
  gpu: true
  system_packages: [ffmpeg, "fluidsynth --fix-missing", curl=7.88.1-10]
  python_requirements: requirements.txt
  run:
    - echo "$HOME"
    - |
      set -e
      make
    - command: cat /run/secrets/token
      mounts:
        - {type: secret, id: token, target: /run/secrets/token}
  package_secrets:
    - {id: netrc, target: /root/.netrc}
    - {id: password, env: UV_INDEX_INTERNAL_PASSWORD}
  sdk_version: "0.23.1"
image: registry.example.com:5000/me/model:1
run: predict.py:Predictor
train: sub/train.py:train
environment:
  - EMPTY=
  - "A=b c $d 'e' \\"f\\""
  - COG_SETUP_TIMEOUT=10
  - PATHS=1
---
build:
  python_version: "3.12.4"
  python_packages:
    - torch==2.1.0 --extra-index-url https://example.com/simple
  pre_install:
    - echo
  sdk_version: prerelease
model: registry.example.com:5000/me/model
run: predict.py:Predictor
concurrency:
  max: 2
weights:
  - name: base-1.0
    target: /weights/base
    source:
      uri: hf://owner/repository@main
      include: ["*.safetensors"]
  - name: other
    target: /weights/other
    source:
      - uri: ./weights
        exclude: [a/b]
      - uri: https://example.com/x.bin
"""

INVALID = """
[]
---
run: predict.py:Predictor
build:
  package_secrets: [{id: netrc}]
---
run: predict.py:Predictor
build:
  package_secrets: [{id: netrc, env: 1-X}]
---
{}
---
run:
---
runn: predict.py:Predictor
run: predict.py:Predictor
---
run: predict.py:Predictor
tests: []
build:
  colour: red
---
run: predict.py
---
run: /src/predict.py:Predictor
---
run: predict.py:not-a-name
---
run: predict.py:Predictor
predict: predict.py:Predictor
---
run: [predict.py:Predictor]
---
run: predict.py:Predictor
build: true
---
run: predict.py:Predictor
build: {python_version: "3.9"}
---
run: predict.py:Predictor
build: {python_version: "3"}
---
run: predict.py:Predictor
build: {python_version: latest}
---
run: predict.py:Predictor
build: {gpu: "yes"}
---
run: predict.py:Predictor
build: {gpu: true, cuda: "12"}
---
run: predict.py:Predictor
build: {gpu: true, cuda: "10.2"}
---
run: predict.py:Predictor
build: {gpu: true, cudnn: latest}
---
run: predict.py:Predictor
build: {sdk_version: "0.16.12"}
---
run: predict.py:Predictor
build: {sdk_version: newest}
---
run: predict.py:Predictor
build: {python_requirements: /requirements.txt}
---
run: predict.py:Predictor
build: {python_requirements: requirements.txt, python_packages: [torch]}
---
run: predict.py:Predictor
build: {system_packages: ffmpeg}
---
run: predict.py:Predictor
build: {system_packages: [7]}
---
run: predict.py:Predictor
build: {run: [7]}
---
run: predict.py:Predictor
build: {run: [""]}
---
run: predict.py:Predictor
build: {run: [{mounts: []}]}
---
run: predict.py:Predictor
build: {run: [{command: x, mounts: [{type: cache, id: a, target: /b}]}]}
---
run: predict.py:Predictor
build: {run: [{command: x, mounts: [{type: secret, id: "a,b", target: /b}]}]}
---
run: predict.py:Predictor
build: {run: [{command: x, mounts: [{type: secret, id: a, target: b}]}]}
---
run: predict.py:Predictor
build: {run: [{command: x, mounts: [{type: secret, id: a}]}]}
---
run: predict.py:Predictor
environment: {A: b}
---
run: predict.py:Predictor
environment: [A]
---
run: predict.py:Predictor
environment: ["a b=c"]
---
run: predict.py:Predictor
environment: [PATH=/bin]
---
run: predict.py:Predictor
environment: [CUDA_HOME=/usr/local/cuda]
---
run: predict.py:Predictor
concurrency: {}
---
run: predict.py:Predictor
concurrency: {max: 0}
---
run: predict.py:Predictor
concurrency: {max: 1.5}
---
run: predict.py:Predictor
image: me/model
model: me/model
---
run: predict.py:Predictor
model: me/model:1
---
run: predict.py:Predictor
weights: [{name: a, target: /a, source: {uri: x}}]
---
run: predict.py:Predictor
model: me/model
weights: [{name: A, target: /a, source: {uri: x}}]
---
run: predict.py:Predictor
model: me/model
weights: [{name: a, target: a, source: {uri: x}}]
---
run: predict.py:Predictor
model: me/model
weights: [{name: a, target: /a, source: []}]
---
run: predict.py:Predictor
model: me/model
weights: [{name: a, target: /a, source: {uri: x, include: ["!y"]}}]
"""

FILES = {
    "predict.py": "async def Predictor() -> str: ...\n",
    "sub/train.py": "def train() -> str: ...\n",
    "requirements.txt": "",
}


def diagnostics(cogc, text):
    """The kinds of what cogc has to say about a cog.yaml."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in FILES.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(exist_ok=True)
            path.write_text(content)
        pathlib.Path(folder, "cog.yaml").write_text(text)
        done = subprocess.run([cogc, "check", folder, "--diagnostics=json"], stdout=subprocess.PIPE, check=False)
        return [each["kind"] for each in json.loads(done.stdout)["diagnostics"]]


# Not about cog.yaml itself: what the project's files and the build make of it.
ELSEWHERE = {"weight_source", "deprecated_key", "cuda_without_gpu"}


def problems(cogc, root):
    text = subprocess.run([cogc, "--config-schema"], stdout=subprocess.PIPE, check=True, text=True).stdout
    if text != (root / "docs/cog.schema.json").read_text(encoding="utf-8"):
        yield "docs/cog.schema.json is not what `cogc --config-schema` prints: write it anew"
    schema = json.loads(text)
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)

    def refusal(text):
        return "; ".join(error.message for error in validator.iter_errors(yaml.safe_load(text)))

    for example in VALID.split("\n---\n"):
        if refused := refusal(example):
            yield "the schema refuses what is valid:\n%s\n%s" % (example, refused)
        if kinds := set(diagnostics(cogc, example)) - ELSEWHERE:
            yield "cogc complains about what is valid:\n%s\n%s" % (example, kinds)
    for example in INVALID.split("\n---\n"):
        if not refusal(example):
            yield "the schema takes what is not valid:\n%s" % example
        if not set(diagnostics(cogc, example)) - ELSEWHERE:
            yield "cogc takes what is not valid:\n%s" % example
    for path in sorted([*root.glob("examples/*/cog.yaml"), *root.glob("test/e2e/projects/*/cog.yaml")]):
        if refused := refusal(path.read_text(encoding="utf-8")):
            yield "the schema refuses %s: %s" % (path.relative_to(root), refused)


def main():
    found = list(problems(sys.argv[1], pathlib.Path(sys.argv[2])))
    for problem in found:
        print("config_schema_test: " + problem, file=sys.stderr)
    sys.exit(1 if found else 0)


main()
