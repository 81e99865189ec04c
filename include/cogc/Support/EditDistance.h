//===- EditDistance.h - "did you mean …" -----------------------------------===//
#ifndef COGC_SUPPORT_EDITDISTANCE_H
#define COGC_SUPPORT_EDITDISTANCE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace cogc {

/// The candidate nearest to \p word, if it is near enough to be a typing
/// mistake (at most a third of the word's letters differ); else empty.
llvm::StringRef nearestWord(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace cogc

#endif
