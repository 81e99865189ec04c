//===- Pyproject.h - What a build needs of pyproject.toml -------------------===//
//
// https://packaging.python.org/en/latest/specifications/pyproject-toml/,
// dependency groups (PEP 735) and uv's own table. uv reads the file once more
// when it installs; this reader looks for what has to be known before: which
// Python is asked for, which packages are named, which of them lie in the
// project, and what cannot work.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_PYPROJECT_H
#define COGC_FRONTEND_PYPROJECT_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/Diagnostics.h"
#include "llvm/ADT/MapVector.h"
#include <map>

namespace cogc {

struct Pyproject {
  FileId file;
  /// `[project]` is there.
  bool hasProject = false;
  /// `[tool.poetry]` has dependencies of its own form.
  std::optional<SourceRange> poetry;
  std::optional<Text> requiresPython;
  std::vector<Text> dependencies;
  /// `dynamic = ["dependencies"]`: a build backend computes them.
  std::optional<SourceRange> dynamicDependencies;
  /// Extras, and dependency groups without their includes, by normalised name.
  std::map<std::string, std::vector<Text>> extras;
  std::map<std::string, std::vector<Text>> groups;
  /// A group that includes others: their names.
  std::map<std::string, std::vector<Text>> groupIncludes;
  /// Something is built from the project: there is a `[build-system]`, and uv
  /// was not told otherwise.
  bool isPackage = false;
  /// `[tool.uv.sources]` with a path: the package and where it lies, relative to
  /// the file.
  std::vector<Text> sourcePaths;
  /// … with `git = …`: the packages, normalised.
  std::vector<std::string> sourceRepositories;
  /// … with `workspace = true`.
  std::optional<SourceRange> sourceWorkspace;
};

/// Reads \p file. Reports what is not well formed; nothing when it is no TOML.
std::optional<Pyproject> readPyproject(FileId file, const SourceTree &tree,
                                       DiagnosticEngine &diags);

} // namespace cogc

#endif
