//===- SyntaxErrors.h - What in a file is not Python --------------------------===//
#ifndef COGC_LIB_PYTHON_SYNTAXERRORS_H
#define COGC_LIB_PYTHON_SYNTAXERRORS_H

#include "cogc/Support/Diagnostics.h"
#include <tree_sitter/api.h>

namespace cogc::py {

/// Reports the first mistakes in the tree of \p file.
void reportSyntaxErrors(TSNode root, FileId file, const SourceTree &tree, DiagnosticEngine &diags);

} // namespace cogc::py

#endif
