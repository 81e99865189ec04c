//===- NamedPackages.h - Which Python packages a project asks for -----------===//
//
// For blocks that act on a package by its name (an apt package that a Python
// package needs, git for a VCS requirement). The list is what the user's files
// ask to install, in the order of the files; what those packages bring along is
// in it only where a lock file says so.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_NAMEDPACKAGES_H
#define COGC_FRONTEND_NAMEDPACKAGES_H

#include "cogc/Frontend/Stack.h"
#include "cogc/Support/Pep440.h"

namespace cogc {

struct ShellCall;

struct NamedPackage {
  /// Normalised as PEP 503 has it; empty when the line does not say, such as
  /// `git+https://example.com/x.git`.
  std::string name;
  /// Fetched from a repository of a version control system: git is needed.
  bool isVcs = false;
  /// The line that asks for it.
  SourceRange range;
  /// The one version that may be installed: of a lock file, or behind `==`;
  /// else empty.
  std::string version;
  /// As written: `>=2.1,<3`; of a lock file `==2.1.0`.
  std::string specifiers;
  /// The text in brackets: `and-cuda`; several are joined by commas.
  std::string extras;
  /// The requirement's marker (PEP 508), or empty.
  std::string marker;
  /// The whole requirement; empty for a lock file's.
  std::string text;
};

/// What one line asks for.
NamedPackage namedPackage(const RequirementLine &line);

/// What \p call asks pip to install; \p range is that of the command.
std::vector<NamedPackage> installedBy(const ShellCall &call, SourceRange range);

/// The package's name; of one that does not say, the name of its repository or its
/// folder, which nearly always is the same: `whisperx` of `git+https://…/whisperX.git`.
std::string likelyName(const NamedPackage &package);

/// All of them: the packages of a lock file; else those that pyproject.toml,
/// with the extras that are asked for, or requirements files and those that
/// they include name (constraints install nothing and are left out); then
/// `python_packages`. Read when it is first asked for.
const std::vector<NamedPackage> &namedPackages(const BlockContext &context);

/// The Pythons that may still be chosen, by what the project's files say.
VersionSet allowedPythons(const BlockContext &context);

/// `1.0` of `==1.0`; empty for other specifiers.
std::string pinnedVersion(llvm::StringRef specifiers);

} // namespace cogc

#endif
