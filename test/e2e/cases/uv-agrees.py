"""Whether uv, with all that PyPI knows, agrees with what cogc chose offline: what cogc takes has a solution on the Python
that it chose, with the versions that it chose; what it refuses has none.  Only for what comes from PyPI alone.

Wheels only: a source distribution says nothing about a Python until it is compiled."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.dont_write_bytecode = True

from harness import case, uv
from harness.case import Case

PYTHONS = ("3.10", "3.11", "3.12", "3.13", "3.14")
NEED = re.compile(r'^need %([a-z0-9-]+) "(?:[^"\\]|\\.)*" = "([^"]*)"', re.MULTILINE)
FRAMEWORKS = ("torch", "torchvision", "torchaudio", "tensorflow", "jax")


@dataclass
class Wish:
    requirements: str  # separated by blanks
    python: str = ""  # of cog.yaml
    refused: bool = False
    gpu: bool = True  # for a CPU torch comes from another index; its versions and Pythons are the same


WISHES = [
    Wish("requests==2.32.3"),
    Wish("numpy==2.3.5 pillow==12.0.0"),
    Wish("torch"),
    Wish("torch", python="3.10"),
    Wish("torch==2.8.0"),
    Wish("torch==2.8.0", gpu=False),
    Wish("torch==2.1.2"),
    Wish("torch==2.1.2", python="3.12", refused=True),
    Wish("torch==1.13.1"),
    Wish("torch==2.15.0", python="3.10", refused=True),
    Wish("torch>=2.5,<2.7", python="3.11"),
    Wish("torch==2.5.1 torchvision==0.20.1 torchaudio==2.5.1"),
    Wish("torch==2.5.1 torchvision==0.19.1", refused=True),
    Wish("torch==2.4.1 torch==2.5.1", refused=True),
    Wish("torch torchvision", python="3.11"),
    Wish("torch==2.6.0 transformers==4.51.3 accelerate==1.6.0"),
    Wish("tensorflow==2.15.1"),
    Wish("tensorflow==2.15.1", gpu=False),
    Wish("tensorflow==2.15.1", python="3.12", refused=True),
    Wish("tensorflow==2.20.0"),
    Wish("tensorflow==2.18.0 numpy>=2"),
    Wish("tensorflow==2.17.0 numpy>=2", refused=True),
    Wish("tensorflow[and-cuda]==2.18.0 torch==2.5.1", refused=True),
    Wish("tensorflow[and-cuda]==2.20.0 torch==2.7.1"),
    Wish("jax[cuda12]==0.12.0.1", python="3.12"),
    Wish("jax[cuda12]==0.12.0.1", python="3.11", refused=True),
]


def test(t: Case) -> None:
    disagreements = [text for number, wish in enumerate(WISHES) if (text := disagreement(t, number, wish))]
    t.require(not disagreements, "uv and cogc disagree:\n  " + "\n  ".join(disagreements))
    t.say(f"uv agrees about {len(WISHES)} projects, {sum(wish.refused for wish in WISHES)} of them refused")


def disagreement(t: Case, number: int, wish: Wish) -> str:
    project = project_of(t, number, wish)
    try:
        plan = t.cogc(project, "--emit=plan")
    except case.CommandFailed as failure:
        if not wish.refused:
            return f"{wish}: refused by cogc\n{failure.output}"
        solved = [python for python in ([wish.python] if wish.python else PYTHONS) if not uv_says(project, python, [])]
        return f"{wish}: refused by cogc, but uv solves it on {', '.join(solved)}" if solved else ""
    if wish.refused:
        return f"{wish}: taken by cogc"
    chosen = dict(NEED.findall(plan))
    pins = [f"{name}=={chosen[name].partition('+')[0]}" for name in FRAMEWORKS if name in chosen]
    problem = uv_says(project, chosen["python"], pins)
    return f"{wish}: cogc chose Python {chosen['python']} and {pins}, but uv says\n{problem}" if problem else ""


def project_of(t: Case, number: int, wish: Wish) -> Path:
    project = t.project("hello-world", to=f"wish-{number}")
    version = f'  python_version: "{wish.python}"\n' if wish.python else ""
    (project / "cog.yaml").write_text(f"build:\n  gpu: {str(wish.gpu).lower()}\n{version}  python_requirements: requirements.txt\n"
                                      "run: predict.py:Predictor\n")
    (project / "requirements.txt").write_text("\n".join(wish.requirements.split()) + "\n")
    return project


def uv_says(project: Path, python: str, pins: list[str]) -> str:
    """What uv says against the requirements on this Python; empty if there is a solution."""
    (project / "pins.txt").write_text("\n".join(["cog", *pins]) + "\n")
    try:
        uv.run(project, "pip", "compile", "--quiet", "--python-version", python, "--python-platform", "x86_64-manylinux_2_28",
               "--only-binary", ":all:", "--no-header", "requirements.txt", "pins.txt")
    except RuntimeError as error:
        return str(error)
    return ""


case.main(test)
