//===- LockFiles.h - uv.lock and pylock.toml --------------------------------===//
//
// uv installs from these files; cogc reads from them which packages there are,
// which Python they were made for, and which packages lie in the project. The
// lists of files and hashes, nine tenths of a uv.lock, are left alone.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_LOCKFILES_H
#define COGC_FRONTEND_LOCKFILES_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/Diagnostics.h"
#include <map>

namespace cogc {

/// A dependency inside a uv.lock; the version is there where the lock has
/// several of one package.
struct LockDependency {
  std::string name;
  std::string version;
  std::vector<std::string> extras;
  std::string marker;
};

struct LockEntry {
  enum class Source { Registry, Url, Repository, Archive, Folder, Virtual, Unknown };
  std::string name;
  std::string version;
  Source source = Source::Unknown;
  /// An URL, or a path relative to the lock file.
  std::string address;
  SourceRange range;
  std::vector<LockDependency> dependencies;
  std::map<std::string, std::vector<LockDependency>> extras;
  std::map<std::string, std::vector<LockDependency>> groups;
  /// pylock.toml: the package is installed where this holds.
  std::string marker;
};

struct LockFile {
  FileId file;
  std::optional<Text> requiresPython;
  std::vector<LockEntry> packages;
};

/// The largest lock file that is read.
inline constexpr size_t maxLockFileSize = 32u << 20;

/// Read a lock file. Report what is not well formed, and versions of the format
/// that are not known; nothing then.
std::optional<LockFile> readUvLock(FileId file, const SourceTree &tree, DiagnosticEngine &diags);
std::optional<LockFile> readPylock(FileId file, const SourceTree &tree, DiagnosticEngine &diags);

/// \p text with an empty line in place of each one that tells a file of a
/// package: every other line is where it was, and a tenth of the text is left,
/// which is what the time of a parse depends on.
std::string withoutFileLists(llvm::StringRef text);

} // namespace cogc

#endif
