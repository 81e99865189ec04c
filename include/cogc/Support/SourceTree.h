//===- SourceTree.h - The project's files, as one compile sees them -------===//
//
// The only door through which a compile reads files. It goes through
// llvm::vfs, so tests and fuzzers hand in a file system in memory; it reads
// each file at most once and keeps it, so that diagnostics can quote it and
// the LLB's source map can carry it; and it knows the list of all that was
// read, from which the default context id of a plan is derived.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_SOURCETREE_H
#define COGC_SUPPORT_SOURCETREE_H

#include "cogc/Support/SourceLocation.h"
#include "llvm/ADT/IntrusiveRefCntPtr.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <deque>
#include <memory>
#include <string>
#include <vector>

namespace cogc {

/// A 1-based position; columns count bytes.
struct LineColumn {
  uint32_t line = 0;
  uint32_t column = 0;
};

class SourceTree {
public:
  /// The largest file that a compile reads. A cog.yaml has a few hundred bytes,
  /// the largest lock files some megabytes; beyond this the file is a mistake.
  static constexpr uint64_t maxFileSize = 64ull << 20;

  /// \p root is the project folder, as the user wrote it; paths given to the
  /// other functions are relative to it, or absolute.
  SourceTree(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fs, std::string root);

  /// The project folder on the machine's own file system.
  static SourceTree onDisk(std::string root);

  /// Reads \p path (once; later calls return the same id). Fails with a
  /// message that names the path and the reason: missing, a directory, no
  /// permission, larger than maxFileSize.
  llvm::Expected<FileId> open(llvm::StringRef path);

  /// Adds text that is not a file of the project: standard input, a test.
  FileId add(llvm::StringRef name, llvm::StringRef contents);

  /// Whether a regular file, or a folder, stands at \p path. Follows links.
  bool isFile(llvm::StringRef path) const;
  bool isDirectory(llvm::StringRef path) const;

  /// The id of an opened file by the name that messages use, or an invalid id.
  FileId find(llvm::StringRef name) const;

  /// The path relative to the root, with forward slashes: what messages show.
  llvm::StringRef name(FileId file) const;
  llvm::StringRef contents(FileId file) const;
  llvm::StringRef text(SourceRange range) const;

  /// Position of a byte offset; the end of the file is a valid offset.
  LineColumn position(FileId file, uint32_t offset) const;
  /// The line's text without its line end; \p line is 1-based.
  llvm::StringRef line(FileId file, uint32_t line) const;
  /// Offset of the first byte of a line, clamped to the file.
  uint32_t offsetOf(FileId file, LineColumn position) const;
  /// A range as a value that stands alone. Invalid ranges give an invalid Loc.
  Loc locate(SourceRange range) const;

  llvm::StringRef root() const { return rootPath; }
  llvm::vfs::FileSystem &fileSystem() const { return *fs; }
  /// All files opened or added so far, in that order.
  size_t size() const { return files.size(); }

private:
  struct File {
    std::string name;
    std::unique_ptr<llvm::MemoryBuffer> buffer;
    /// Offsets of line starts, made when a position is first asked for.
    mutable std::vector<uint32_t> lineStarts;
  };
  const std::vector<uint32_t> &lineStarts(FileId file) const;
  std::string absolute(llvm::StringRef path) const;
  FileId insert(std::string name, std::unique_ptr<llvm::MemoryBuffer> buffer);

  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fs;
  std::string rootPath;
  /// A deque: names and contents that were handed out stay where they are.
  std::deque<File> files;
  llvm::StringMap<uint32_t> byName;
};

} // namespace cogc

#endif
