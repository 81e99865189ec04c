//===- GlobSyntax.h - Which patterns Go calls malformed ---------------------===//
#ifndef COGC_LIB_FRONTEND_GLOBSYNTAX_H
#define COGC_LIB_FRONTEND_GLOBSYNTAX_H

#include "llvm/ADT/StringRef.h"

namespace cogc {

/// What is wrong with \p pattern, where Go's filepath.Match, asked whether it
/// matches `.`, finds it malformed; else empty. BuildKit asks that of each pattern
/// (moby/patternmatcher). Go looks no further than the first part that does not
/// match, so a mistake behind a `*` is often none.
llvm::StringRef globMistake(llvm::StringRef pattern);

} // namespace cogc

#endif
