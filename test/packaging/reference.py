"""What `packaging` says to the questions of answers.cpp."""

from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName
from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

IMAGE = {"os_name": "posix", "sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux",
         "platform_python_implementation": "CPython", "implementation_name": "cpython"}
# Of the machine that the image runs on: cogc may only answer what is the same on all.
MACHINES = [{"platform_release": release, "platform_version": version}
            for release in ("6.1", "1.0", "99.0", "5.15.0-76-generic") for version in ("#1 SMP", "zz")]


def expected(question: tuple) -> object:
    kind, *fields = question
    try:
        return globals()[f"{kind}_answer"](*fields)
    except (InvalidVersion, InvalidSpecifier, InvalidRequirement):
        return "-"


def said(question: tuple, answer: str, wanted: object) -> bool:
    """Whether cogc's answer is right."""
    if question[0] == "requirement":
        return same_requirement(answer, wanted)
    return answer in wanted if isinstance(wanted, set) else answer == wanted


def yes_or_no(answer: bool) -> str:
    return "yes" if answer else "no"


def version_answer(text: str) -> str:
    return str(Version(text))


def order_answer(left: str, right: str) -> str:
    left, right = Version(left), Version(right)
    return "<" if left < right else ">" if left > right else "="


def specifiers_answer(text: str) -> str:
    SpecifierSet(text)
    return "yes"


def holds(specifiers: str, version: str) -> bool:
    SpecifierSet(specifiers)  # as a whole well formed?
    # `===` compares texts, and cogc's sets are of versions: one that is equal in another spelling is the same.
    return all(Version(one.removeprefix("===")) == Version(version) if one.startswith("===")
               else SpecifierSet(one).contains(Version(version), prereleases=True)
               for one in map(str.strip, specifiers.split(",")))


def contains_answer(specifiers: str, version: str) -> str:
    return yes_or_no(holds(specifiers, version))


def sets_answer(left: str, right: str, version: str) -> str:
    first, second = holds(left, version), holds(right, version)
    a, b = SpecifierSet(left), SpecifierSet(right)
    return " ".join(map(yes_or_no, (first and second, first or second, not first, a.is_disjoint(b), b.is_subset(a))))


def marker_answer(text: str, python: str, extra: str) -> object:
    try:
        marker = Marker(text)
    except InvalidMarker:
        return "-"
    environment = {**IMAGE, "python_version": python.rpartition(".")[0], "python_full_version": python,
                   "implementation_version": python, "extra": extra}
    try:
        answers = {yes_or_no(marker.evaluate({**environment, **machine})) for machine in MACHINES}
    except (UndefinedComparison, UndefinedEnvironmentName):
        # The other parts of the marker may decide for cogc, which does not stop there.
        return {"-", "yes", "no"} if " and " in text or " or " in text else "-"
    # What depends on the machine is not known; what the machines agree on may be.
    depends = "platform_release" in text or "platform_version" in text
    return answers | {"-"} if depends and len(answers) == 1 else "-" if len(answers) > 1 else answers


def requirement_answer(text: str) -> Requirement:
    return Requirement(text)


def same_requirement(answer: str, wanted: object) -> bool:
    if isinstance(wanted, str):
        return True  # cogc leaves it to the installer to refuse a line: it only must not misread a good one
    if answer == "-":
        return wanted.name.endswith("_")  # no name by the specification
    name, specifiers, marker = answer.split("\t")
    return (name == canonicalize_name(wanted.name) and SpecifierSet(specifiers) == wanted.specifier
            and (str(Marker(marker)) if marker else "") == str(wanted.marker or ""))


def name_answer(text: str) -> str:
    return canonicalize_name(text)
