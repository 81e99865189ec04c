#!/usr/bin/env python3
"""Asks cogc and the reference implementation, `packaging` of PyPI, the same questions about generated texts.

usage: compare.py ANSWERS [--seed N] [--count N]

ANSWERS is the program of answers.cpp, which describes the questions.  The texts come from a seeded generator, so that a
run can be repeated: versions from a small world, in which many are nearly equal, in all the spellings of PEP 440;
specifiers of such versions; markers and requirements as they are written, and some with a letter missing or too much.
Prints each disagreement, up to thirty, and ends with 1 if there is one.

Where cogc differs on purpose, the rules of `expected` below say so.
"""

import argparse
import random
import subprocess
import sys
import venv
from pathlib import Path

PACKAGING = "26.4"  # the reference
VENV = Path(__file__).resolve().parents[2] / "build" / "cache" / f"packaging-{PACKAGING}"
COUNT = 80_000
SHOWN = 30


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("answers", type=Path)
    parser.add_argument("--seed", type=int, default=440)
    parser.add_argument("--count", type=int, default=COUNT)
    arguments = parser.parse_args()
    use_packaging()
    from reference import expected, said

    questions = list(Generator(random.Random(arguments.seed)).questions(arguments.count))
    text = "".join("\t".join(question) + "\n" for question in questions)
    done = subprocess.run([arguments.answers], input=text, capture_output=True, text=True)
    answers = done.stdout.split("\n")[:-1]
    if done.returncode != 0 or len(answers) != len(questions):
        print(f"{arguments.answers} ended with {done.returncode} after {len(answers)} of {len(questions)} answers\n{done.stderr}")
        return 1
    wrong = [(question, answer, wanted) for question, answer in zip(questions, answers)
             if not said(question, answer, wanted := expected(question))]
    for question, answer, wanted in wrong[:SHOWN]:
        print(f"{question[0]} {' | '.join(map(repr, question[1:]))}\n    cogc      {answer}\n    packaging {wanted}")
    kinds = {kind: sum(question[0] == kind for question in questions) for kind in sorted({question[0] for question in questions})}
    print(f"{len(questions)} questions (" + ", ".join(f"{count} {kind}" for kind, count in kinds.items())
          + f"), seed {arguments.seed}: {len(wrong)} disagreements with packaging {PACKAGING}")
    return 1 if wrong else 0


def use_packaging() -> None:
    """Makes the pinned `packaging` importable, whatever this Python has."""
    if not (VENV / "done").exists():
        venv.create(VENV, with_pip=True, clear=True)
        subprocess.run([VENV / "bin" / "pip", "install", "--quiet", "--no-cache-dir", "--only-binary=:all:",
                        f"packaging=={PACKAGING}"], check=True)
        (VENV / "done").touch()
    [site] = VENV.glob("lib/python3*/site-packages")
    sys.path.insert(0, str(site))


class Generator:
    NUMBERS = ["0", "1", "2", "3", "10", "11"]
    PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
    OPERATORS = ["==", "!=", "<=", ">=", "<", ">", "~=", "==="]
    NAMES = ["torch", "Torch_Vision", "zope.interface", "a", "A--b__c..D", "numpy1", "0x", "ruamel.yaml-clib"]
    EXTRAS = ["gpu", "CPU", "all_of.It", "x-y"]
    TEXTS = {
        "sys_platform": ["linux", "win32", "darwin", "linux2", "cygwin"],
        "platform_system": ["Linux", "Windows", "Darwin", ""],
        "os_name": ["posix", "nt", "java"],
        "platform_machine": ["x86_64", "aarch64", "arm64", "AMD64", "x86_64 aarch64"],
        "platform_python_implementation": ["CPython", "PyPy"],
        "implementation_name": ["cpython", "pypy"],
        "os.name": ["posix", "nt"],
        "sys.platform": ["linux", "win32"],
        "platform.machine": ["x86_64", "arm64"],
        "platform.python_implementation": ["CPython", "PyPy"],
        "python_implementation": ["CPython", "PyPy"],
        # What the machine has that the image runs on: never known.
        "platform_release": ["6.1", "5.15.0"],
        "platform_version": ["#1 SMP"],
    }

    def __init__(self, random_: random.Random):
        self.random = random_

    def questions(self, count: int):
        kinds = {"version": 10, "order": 20, "specifiers": 5, "contains": 25, "sets": 10, "marker": 20, "requirement": 8, "name": 2}
        for kind in self.random.choices(list(kinds), list(kinds.values()), k=count):
            yield (kind, *getattr(self, f"{kind}_fields")())

    # -- the fields of each kind

    def version_fields(self):
        return (self.maybe_broken(self.version()),)

    def order_fields(self):
        return self.version(), self.version()

    def specifiers_fields(self):
        return (self.maybe_broken(self.specifiers()),)

    def contains_fields(self):
        return self.specifiers(), self.version()

    def sets_fields(self):
        # packaging's sets have no `===`.
        return *(self.specifiers().replace("===", "==") for _ in range(2)), self.version()

    def marker_fields(self):
        python = f"{self.random.choice(self.PYTHONS)}.{self.random.choice([0, 1, 4, 10])}"
        return self.maybe_broken(self.marker(), 0.1), python, self.random.choice(["", "gpu", "All-of_it"])

    def requirement_fields(self):
        return (self.maybe_broken(self.requirement(), 0.1),)

    def name_fields(self):
        return (self.name(),)

    # -- texts

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def maybe_broken(self, text: str, probability: float = 0.3) -> str:
        """A letter out, in or doubled, in some."""
        if not text or not self.chance(probability):
            return text
        at = self.random.randrange(len(text))
        return text[:at] + self.random.choice(["", text[at] * 2, self.random.choice(".+!-_ *=,;()[]'\"ax0")]) + text[at + 1:]

    def version(self) -> str:
        number = lambda: self.random.choice(self.NUMBERS) if self.chance(0.95) else "0" + self.random.choice(self.NUMBERS)
        text = self.random.choice(["", "", "", "", "v"]) + (f"{self.random.choice('012')}!" if self.chance(0.1) else "")
        text += ".".join(number() for _ in range(self.random.choice([1, 2, 2, 3, 3, 4])))
        if self.chance(0.25):
            text += self.suffix(["a", "b", "rc", "alpha", "beta", "c", "pre", "preview", "RC"], number)
        if self.chance(0.2):
            text += f"-{number()}" if self.chance(0.2) else self.suffix(["post", "rev", "r", "POST"], number)
        if self.chance(0.2):
            text += self.suffix(["dev", "Dev"], number)
        if self.chance(0.2):
            parts = [self.random.choice(["cpu", "cu118", "cu92", "CU118", "1", "01", "10", "abc"]) for _ in range(self.random.choice([1, 1, 2, 3]))]
            text += "+" + self.random.choice(".-_").join(parts)
        return text if self.chance(0.95) else f" {text} "

    def suffix(self, words, number) -> str:
        return self.random.choice(["", ".", "-", "_"]) + self.random.choice(words) + (
            self.random.choice(["", "", ".", "-", "_"]) + number() if self.chance(0.85) else "")

    def specifiers(self) -> str:
        return self.random.choice([",", ", ", " ,"]).join(self.specifier() for _ in range(self.random.choice([1, 1, 1, 2, 2, 3])))

    def specifier(self) -> str:
        operator = self.random.choice(self.OPERATORS)
        version = self.version().strip()
        if operator in ("==", "!=") and self.chance(0.4):
            version = ".".join(self.random.choice(self.NUMBERS) for _ in range(self.random.choice([1, 2, 3]))) + ".*"
        elif operator not in ("==", "!=", "===") and self.chance(0.9):
            version = version.partition("+")[0]  # a local part is wrong there
        return operator + self.random.choice(["", "", "", " "]) + version

    def marker(self, depth: int = 0) -> str:
        if depth < 3 and self.chance(0.4):
            parts = [self.marker(depth + 1) for _ in range(self.random.choice([2, 2, 3]))]
            text = parts[0]
            for part in parts[1:]:
                text += self.random.choice([" and ", " or ", "  and "]) + part
            return f"({text})" if depth and self.chance(0.7) else text
        return self.comparison()

    def comparison(self) -> str:
        kind = self.random.random()
        if kind < 0.5:
            variable, operator, value = self.python_comparison()
        elif kind < 0.6:
            variable, operator, value = "extra", self.random.choice(["==", "!="]), self.random.choice(self.EXTRAS)
        else:
            variable = self.random.choice(list(self.TEXTS))
            operator = self.random.choice(["==", "==", "!=", "in", "not in", "<", ">=", "===", "~="])
            value = self.random.choice(self.TEXTS[variable])
        quote = self.random.choice("'\"")
        sides = [variable, f"{quote}{value}{quote}"]
        if self.chance(0.15):
            sides.reverse()
        space = " " if operator[-1] == "n" else self.random.choice(["", " ", "  "])
        return space.join([sides[0], operator, sides[1]])

    def python_comparison(self):
        variable = self.random.choice(["python_version", "python_full_version", "python_version", "implementation_version"])
        operator = self.random.choice([*self.OPERATORS, "in", "not in"])
        value = self.random.choice([*self.PYTHONS, "3", "2.7", "3.9", "3.11.0", "3.11.4", "3.12.0rc1", "3.13.dev0", "3.14.0+local", "3.*",
                                    "3.11.*", "3.10 3.11", "3.12, 3.13", "any", ""])
        return variable, operator, value

    def requirement(self) -> str:
        text = self.name()
        if self.chance(0.25):
            text += self.random.choice(["", " "]) + "[" + ", ".join(self.random.sample(self.EXTRAS, self.random.choice([0, 1, 2]))) + "]"
        if self.chance(0.1):
            text += " @ " + self.random.choice(["https://example.com/x-1.0-py3-none-any.whl", "git+https://example.com/x.git@v1#egg=x"])
            return text + (f" ; {self.marker(2)}" if self.chance(0.4) else "")
        if self.chance(0.85):
            space, specifiers = self.random.choice(["", " "]), self.specifiers()
            text += space + (f"({specifiers})" if self.chance(0.1) else specifiers)
        if self.chance(0.4):
            text += self.random.choice([";", " ; ", "; "]) + self.marker(2)
        return text

    def name(self) -> str:
        return self.random.choice(self.NAMES)


if __name__ == "__main__":
    sys.exit(main())
