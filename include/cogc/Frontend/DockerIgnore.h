//===- DockerIgnore.h - .dockerignore as BuildKit reads it ------------------===//
#ifndef COGC_FRONTEND_DOCKERIGNORE_H
#define COGC_FRONTEND_DOCKERIGNORE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace cogc {

class SourceTree;

/// The exclude patterns of a .dockerignore, in order, in the form that
/// BuildKit's own reader gives them (moby/patternmatcher, package ignorefile):
/// BOM dropped, comments and blank lines dropped, trimmed, path-cleaned, a
/// leading slash dropped, `!` kept in front.
std::vector<std::string> readDockerIgnore(llvm::StringRef contents);

/// The patterns of the project's .dockerignore; none where there is no such file,
/// or where it cannot be read, which the block that copies the source reports.
std::vector<std::string> projectIgnores(SourceTree &tree);

/// A line of a .dockerignore that BuildKit would stop at.
struct IgnoreMistake {
  /// Where the line stands in the file.
  size_t offset;
  size_t size;
  /// `it has a [ without its ]`
  std::string text;
};

/// The lines whose patterns BuildKit refuses: what Go's filepath.Match calls
/// malformed, a lone `!`, a line that its reader finds too long.
std::vector<IgnoreMistake> findIgnoreMistakes(llvm::StringRef contents);

/// Whether \p patterns, as readDockerIgnore() gives them, leave out \p path, a
/// clean path relative to the project. A pattern that matches a folder matches
/// all below it; the last one that matches decides.
bool isIgnored(llvm::ArrayRef<std::string> patterns, llvm::StringRef path);

} // namespace cogc

#endif
