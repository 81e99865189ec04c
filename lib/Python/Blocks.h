//===- Blocks.h - Whether the lines of a module make blocks --------------------===//
#ifndef COGC_LIB_PYTHON_BLOCKS_H
#define COGC_LIB_PYTHON_BLOCKS_H

#include "LogicalLines.h"

namespace cogc::py {

/// Reads \p lines to their end: what is wrong in one of them, indentation, blocks
/// that are missing, and the `else`, `except` and `finally` that belong to nothing.
std::optional<LineError> checkBlocks(LineReader &lines, llvm::StringRef source);

} // namespace cogc::py

#endif
