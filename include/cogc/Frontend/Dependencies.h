//===- Dependencies.h - Where a project's packages come from ----------------===//
//
// cog.yaml names a file with `python_requirements`, or lists packages. When it
// does neither, a lock file or a pyproject.toml of the project is used, and a
// remark says so (docs/Dependencies.md). Besides the packages, these files have
// a say in Python's version.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_DEPENDENCIES_H
#define COGC_FRONTEND_DEPENDENCIES_H

#include "cogc/Frontend/LockFiles.h"
#include "cogc/Frontend/Pyproject.h"
#include "cogc/Frontend/Requirements.h"

namespace cogc {

/// An archive or a folder of the project that the install step needs.
struct LocalPackage {
  /// Relative to the project; `.` for all of it.
  std::string path;
  /// The line that asks for it.
  SourceRange range;
};

/// Somebody's word on Python's version.
struct PythonConstraint {
  /// PEP 440: `>=3.10,<3.13`.
  std::string specifiers;
  /// The file that says so.
  std::string by;
  SourceRange range;
};

struct Dependencies {
  enum class Source {
    /// No packages but our own, or those of `python_packages`.
    None,
    Requirements,
    Pyproject,
    UvLock,
    Pylock,
  } source = Source::None;

  /// The file, relative to the project, and the line of cog.yaml that names it.
  Text file;
  /// Asked for in brackets: `pyproject.toml[gpu]`. Extras first; what is no
  /// extra is a dependency group.
  std::vector<std::string> extras;
  std::vector<std::string> groups;

  Requirements requirements;
  std::optional<Pyproject> pyproject;
  std::optional<LockFile> lock;

  /// Files that the install step reads, beside the requirements: pyproject.toml,
  /// the lock, uv.toml.
  std::vector<FileId> files;
  std::vector<LocalPackage> local;
  std::vector<PythonConstraint> python;
  /// `${NAME}` in requirements that cog.yaml's `environment` does not set.
  std::vector<Text> variables;

  /// The folder of the file, relative to the project; empty for the project's.
  llvm::StringRef folder() const;
  /// Every line has a hash, or `--require-hashes` stands in the file.
  bool requiresHashes() const;
  /// All versions are fixed before anything is installed.
  bool isLocked() const;
};

/// Finds and reads the files. Reports what is wrong with them.
Dependencies readDependencies(const ModelSpec &spec, SourceTree &tree, DiagnosticEngine &diags);

/// What a `python_requirements` names: the file, and what stands in brackets.
struct DependencyFileName {
  llvm::StringRef file;
  llvm::SmallVector<llvm::StringRef> extras;
};
DependencyFileName splitDependencyFile(llvm::StringRef written);

} // namespace cogc

#endif
