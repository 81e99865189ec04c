//===- ContextFiles.h - The files that a builder's client sends ---------------===//
//
// For those who count the files of a project. To list them takes longer than a
// compile does, so only commands do that which say something about them.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_CONTEXTFILES_H
#define COGC_FRONTEND_CONTEXTFILES_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <optional>
#include <string>
#include <vector>

namespace cogc {

class ContextFiles {
public:
  /// Those below \p root (empty: the current folder) that the BuildKit patterns
  /// \p exclude leave.
  ContextFiles(llvm::vfs::FileSystem &fs, llvm::StringRef root, std::vector<std::string> exclude);

  /// Calls \p visit with everything that is no folder, relative to the root. False
  /// when that was not all: a folder cannot be read, or there is more than anyone
  /// has (200,000 entries, 64 folders in each other).
  bool forEach(llvm::function_ref<void(llvm::StringRef path)> visit);
  /// In bytes; nothing for what is no regular file. A link is sent as a link.
  std::optional<uint64_t> sizeOf(llvm::StringRef path) const;

private:
  std::string absolute(llvm::StringRef path) const;
  void walk(llvm::StringRef folder, unsigned depth);

  llvm::vfs::FileSystem &fs;
  std::string root;
  std::vector<std::string> exclude;
  /// Whether a `!` may take a file back out of a folder that is left out.
  bool takesBack;
  llvm::function_ref<void(llvm::StringRef path)> visit;
  unsigned seen = 0;
  bool isComplete = true;
};

} // namespace cogc

#endif
