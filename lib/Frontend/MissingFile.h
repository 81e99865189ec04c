//===- MissingFile.h - What to say about a file that is not there -----------===//
#ifndef COGC_LIB_FRONTEND_MISSINGFILE_H
#define COGC_LIB_FRONTEND_MISSINGFILE_H

#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// Reports that \p path, relative to the project and named at \p range, is no
/// file, with \p advice and, where there is one, a file of nearly that name.
void reportMissingFile(const SourceTree &tree, llvm::StringRef path, SourceRange range,
                       llvm::StringRef advice, DiagnosticEngine &diags);

} // namespace cogc

#endif
