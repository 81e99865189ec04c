//===- AtomicFile.h - Output files that appear whole or not at all --------===//
#ifndef COGC_SUPPORT_ATOMICFILE_H
#define COGC_SUPPORT_ATOMICFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace cogc {

/// Writes \p contents to \p path through a temporary file beside it that is
/// renamed, so that a reader sees the old bytes or the new ones and
/// a full disk leaves nothing behind. `-` is standard output. An existing
/// special file (`/dev/null`, a pipe) is written to directly. The error names
/// the reason but not the path; the caller adds that.
llvm::Error writeFileAtomically(llvm::StringRef path, llvm::StringRef contents);

} // namespace cogc

#endif
