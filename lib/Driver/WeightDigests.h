//===- WeightDigests.h - Digests of large files, each read once ------------------===//
//
// A file of ten gigabytes takes a quarter of a minute to read. It is read when it
// is new, and then remembered by what the file system says of it: device, inode,
// size, and the times of its last change and of that of its inode, to the
// nanosecond. The second of them cannot be set by anyone, so a file that was
// replaced under its old time is noticed, too.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_WEIGHTDIGESTS_H
#define COGC_LIB_DRIVER_WEIGHTDIGESTS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <map>
#include <optional>
#include <string>
#include <tuple>

namespace cogc {

/// What tells one state of a file from another. Times in nanoseconds.
struct FileStamp {
  uint64_t device = 0;
  uint64_t inode = 0;
  uint64_t size = 0;
  int64_t modified = 0;
  int64_t changed = 0;
  friend auto operator<=>(const FileStamp &, const FileStamp &) = default;
};

/// The stamp of a regular file. The error is the reason alone.
llvm::Expected<FileStamp> stampOf(const std::string &path);

struct FileDigests {
  /// 64 hex digits: fast, for ourselves.
  std::string blake3;
  /// 64 hex digits, or empty where nobody asked: for checksums that people write.
  std::string sha256;
};

/// A file that was changed by someone while it was read.
class ChangedFile : public llvm::ErrorInfo<ChangedFile> {
public:
  static char ID;
  void log(llvm::raw_ostream &os) const override { os << "it changed while it was read"; }
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }
};

/// Reads a file whole. \p progress is told how many bytes have come since the last
/// call. ChangedFile when the file's stamp is not \p stamp before and after.
llvm::Expected<FileDigests> readDigests(const std::string &path, const FileStamp &stamp,
                                        bool withSha256,
                                        llvm::function_ref<void(uint64_t)> progress);

/// The digests of files that were read by earlier builds: a text file, one line a
/// file, that is read and written whole. What cannot be understood in it is
/// forgotten.
class DigestMemo {
public:
  /// The latest this many files are kept.
  static constexpr size_t mostKept = 10000;

  static DigestMemo parse(llvm::StringRef text);
  std::string str() const;

  /// The digests of the file in that state, with a SHA-256 if \p withSha256.
  std::optional<FileDigests> find(const FileStamp &stamp, bool withSha256) const;
  /// \p now in nanoseconds since 1970. A file that was changed in the last two
  /// seconds is not kept: it could change again within one tick of the file
  /// system's clock.
  void remember(const FileStamp &stamp, FileDigests digests, int64_t now);
  /// Adds what \p other has.
  void merge(const DigestMemo &other);
  bool empty() const { return entries.empty(); }

private:
  struct Entry {
    FileDigests digests;
    /// Greater is later.
    uint64_t order = 0;
  };
  std::map<FileStamp, Entry> entries;
  uint64_t next = 0;
};

} // namespace cogc

#endif
