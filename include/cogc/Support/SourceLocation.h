//===- SourceLocation.h - Where a value stands in the user's files --------===//
//
// Every value that comes from a file remembers its place, because every later
// stage may have to speak about it: a diagnostic, `cogc explain`, a comment in
// a generated Dockerfile, BuildKit's error for a failing step.
//
// Two forms, for two lifetimes. A SourceRange is three integers that mean
// something only together with the SourceTree that read the file; the AST is
// full of them. A Loc is a value that stands alone and can be printed and read
// back; the Plan carries those, since a Plan outlives the files (its text form
// can be compiled on its own).
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_SOURCELOCATION_H
#define COGC_SUPPORT_SOURCELOCATION_H

#include <cstdint>
#include <string>
#include <utility>

namespace cogc {

/// A file of a SourceTree. The default value names no file.
struct FileId {
  uint32_t index = ~0u;
  bool isValid() const { return index != ~0u; }
  friend bool operator==(FileId, FileId) = default;
};

/// A half-open range of byte offsets in one file of a SourceTree.
struct SourceRange {
  FileId file;
  uint32_t begin = 0;
  uint32_t end = 0;

  bool isValid() const { return file.isValid(); }
  friend bool operator==(SourceRange, SourceRange) = default;
};

/// A place in a user's file that stands on its own. Lines and columns are
/// 1-based; columns count bytes. `endLine` is the last line of the range, at
/// least `line`. Line 0 means: nowhere.
struct Loc {
  std::string file;
  uint32_t line = 0;
  uint32_t column = 0;
  uint32_t endLine = 0;

  bool isValid() const { return line != 0; }
  friend bool operator==(const Loc &, const Loc &) = default;
};

/// A value together with the place that it was written at.
template <typename T> struct Located {
  T value{};
  SourceRange range;

  Located() = default;
  Located(T value, SourceRange range) : value(std::move(value)), range(range) {}
  const T &operator*() const { return value; }
  const T *operator->() const { return &value; }
};

} // namespace cogc

#endif
