//===- TextFile.h - Whether a file is text that we can read ------------------===//
#ifndef COGC_SUPPORT_TEXTFILE_H
#define COGC_SUPPORT_TEXTFILE_H

#include "cogc/Support/Diagnostics.h"
#include <optional>

namespace cogc {

/// Whether \p bytes begin with the byte order mark of UTF-16, of either order.
bool startsWithUtf16Mark(llvm::StringRef bytes);

/// The length of a UTF-8 byte order mark at the start: 3 or 0.
uint32_t utf8MarkLength(llvm::StringRef bytes);

/// Checks that \p file is UTF-8 text without NUL. Reports the first place where
/// it is not and says false.
bool checkUtf8(FileId file, const SourceTree &tree, DiagnosticEngine &diags);

} // namespace cogc

#endif
