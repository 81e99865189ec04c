#!/usr/bin/env python3
"""Writes data/compat/compat.json as C++ constants: the table of builtinCompatTable().

    utils/embed_compat.py compat.json CompatData.inc

Needs the standard library only. Texts that occur often are left to the linker, which keeps each once.
"""

import json
import sys
from pathlib import Path

HEAD = "// Made by utils/embed_compat.py.\n"


def text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def row(values: dict, keys: list[str]) -> str:
    """The texts of one struct, in the order of its members."""
    return ", ".join(text(values.get(key, "")) for key in keys)


class Writer:
    def __init__(self):
        self.lines, self.count = [], 0

    def array(self, kind: str, rows: list[str], name: str = "") -> str:
        """The name of an array of `rows`, or an empty list of elements for none."""
        if not rows:
            return "{}"
        if not name:
            self.count += 1
            name = f"rows{self.count}"
        self.lines.append(f"constexpr {kind} {name}[] = {{")
        self.lines += [f"    {element}," for element in rows]
        self.lines.append("};")
        return name

    def release(self, release: dict) -> str:
        spread = dict(release, **{key: " ".join(release.get(key, [])) for key in ("pythons", "pythons-aarch64")})
        requires = ["{" + row(one, ["name", "specifiers", "extra", "machine", "python"]) + "}"
                    for one in release.get("requires", [])]
        builds = ["{" + row(one, ["local", "cuda", "cudnn", "source"]) + "}" for one in release.get("builds", [])]
        texts = row(spread, ["version", "date", "source", "pythons", "pythons-aarch64", "requires-python", "glibc",
                             "cuda", "cudnn", "cuda-aarch64"])
        return "{" + ", ".join([texts, self.array("CompatRequirement", requires),
                                self.array("CompatBuild", builds), "true" if release.get("yanked") else "false"]) + "}"

    def package(self, package: dict) -> str:
        releases = self.array("CompatRelease", [self.release(release) for release in package["releases"]])
        return "{" + f"{text(package['name'])}, {'true' if package['sdist'] else 'false'}, {releases}" + "}"

    def table(self, table: dict) -> str:
        def rows(key: str, members: list[str]) -> list[str]:
            return ["{" + row(one, members) + "}" for one in table[key]]

        members = [
            text(table["date"]),
            self.array("CompatSource", ["{" + f"{text(key)}, {text(words)}" + "}"
                                        for key, words in sorted(table["sources"].items())], "sources"),
            self.array("CompatPackage", [self.package(package) for package in table["packages"]], "packages"),
            self.array("CompatImage", rows("images", ["cuda", "cudnn", "ubuntu", "base", "runtime", "devel", "source"]),
                       "images"),
            self.array("CompatDriver", rows("drivers", ["cuda", "driver", "source"]), "drivers"),
            self.array("CompatArchitecture",
                       rows("architectures", ["capability", "package", "specifiers", "cuda", "source"]),
                       "architectures"),
            self.array("llvm::StringRef", [text(version) for version in table["toolkits"]], "toolkits"),
        ]
        self.lines.append("constexpr CompatTable table = {" + ", ".join(members) + "};")
        return HEAD + "\n".join(self.lines) + "\n"


if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    target.write_text(Writer().table(json.loads(source.read_text())))
