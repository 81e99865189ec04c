//===- Requirements.h - Requirements files, kept as they are written -------===//
//
// The user's requirements are installed as written, so this reader does not
// rewrite anything: it tells the lines apart (pip's file format,
// https://pip.pypa.io/en/stable/reference/requirements-file-format/), follows
// `-r` and `-c` to the files that the install step needs beside the first,
// and names the package of a line where it has one.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_REQUIREMENTS_H
#define COGC_FRONTEND_REQUIREMENTS_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

struct RequirementLine {
  enum class Kind {
    /// `name[extra]==1.0 ; marker`
    Package,
    /// `name @ url`, a bare URL, `git+https://…`
    Url,
    /// `./dir`, `./file.whl`, `-e dir`
    Path,
    /// `-r file`, `-c file`
    Include,
    /// any other option (`--extra-index-url …`)
    Option,
  } kind = Kind::Package;
  /// The logical line: continuations joined, comment cut, trimmed.
  Text text;
  /// The package's name, normalised as PEP 503 has it; empty when unknown.
  std::string name;
  /// Url: fetched from a version control system (`git+https://…`).
  bool isVcs = false;
  /// The version specifiers as written (`==1.0`), when the kind is Package.
  std::string specifiers;
  /// The text after `;`, without a line's own options.
  std::string marker;
  /// `--hash` stands on the line.
  bool hasHash = false;
  /// What the line takes from the project, as written: an archive or a folder
  /// (`./dir[extra]` gives `./dir`), or the folder of `--find-links`.
  std::string localPath;
  /// Include: the file's path relative to the project.
  std::string path;
  /// Include: `-c` rather than `-r`.
  bool isConstraints = false;
};

struct RequirementsFile {
  /// Relative to the project.
  std::string path;
  FileId file;
  std::vector<RequirementLine> lines;
  /// Read for `-c` only: its lines limit versions and install nothing.
  bool isConstraints = false;
};

struct Requirements {
  /// The file named in cog.yaml first, then those that it includes, each once.
  std::vector<RequirementsFile> files;
};

/// PEP 503: lower case, runs of `-`, `_`, `.` become one `-`.
std::string normalizePackageName(llvm::StringRef name);

/// Reads the requirements file \p path and all that it includes. Reports files
/// that are missing, not text, or outside the project at \p from (where
/// cog.yaml names the file) or at the including line.
Requirements readRequirements(const Text &path, SourceTree &tree, DiagnosticEngine &diags);

/// Reads one logical line that stands in cog.yaml (`python_packages`).
RequirementLine parseRequirementLine(const Text &line);

/// Splits an item of `python_packages` as a requirements file needs it: each
/// option that applies to a whole file (`--extra-index-url URL`, `--pre`) on a
/// line of its own, the requirement, with its own options (`--hash`), last.
/// `torch==2.1.0 -f URL` gives `-f URL` and `torch==2.1.0`.
std::vector<Text> splitRequirementItem(const Text &item);

/// A requirements file as the installer gets it: byte for byte, but for options
/// of a whole file that stand behind a requirement (`torch==2.1.0 -f URL`). No
/// installer takes those; they are put on lines of their own.
std::string installedText(const RequirementsFile &file, const SourceTree &tree);

/// The value of the option \p name on an option's line, such as the host of
/// `--trusted-host=HOST`; nothing for other lines.
std::optional<std::string> optionValueOf(const RequirementLine &line, llvm::StringRef name);

} // namespace cogc

#endif
