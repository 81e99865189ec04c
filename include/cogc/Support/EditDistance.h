//===- EditDistance.h - "did you mean …" -----------------------------------===//
#ifndef COGC_SUPPORT_EDITDISTANCE_H
#define COGC_SUPPORT_EDITDISTANCE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace cogc {

/// The number of letters to add, drop, replace or swap with their neighbour that
/// make \p other of \p word, whatever their case (optimal string alignment,
/// https://en.wikipedia.org/wiki/Damerau–Levenshtein_distance).
unsigned typingDistance(llvm::StringRef word, llvm::StringRef other);

/// The candidate nearest to \p word, if it is near enough to be a typing
/// mistake (at most a third of the word's letters differ); else empty.
llvm::StringRef nearestWord(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> candidates);

} // namespace cogc

#endif
