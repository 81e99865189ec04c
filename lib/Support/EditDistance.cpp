//===- EditDistance.cpp - "did you mean …" --------------------------------===//
#include "cogc/Support/EditDistance.h"
#include <algorithm>

llvm::StringRef cogc::nearestWord(llvm::StringRef word,
                                  llvm::ArrayRef<llvm::StringRef> candidates) {
  // No candidate is long, so a long word is near to none; comparing costs the
  // product of the lengths.
  if (word.size() > 128)
    return "";
  llvm::StringRef best;
  unsigned bound = std::max<size_t>(word.size() / 3, 1) + 1;
  for (llvm::StringRef candidate : candidates) {
    unsigned distance =
        word.edit_distance_insensitive(candidate, /*AllowReplacements=*/true, bound);
    // A word of one letter resembles every other one.
    if (distance >= bound || distance >= std::max(word.size(), candidate.size()))
      continue;
    best = candidate;
    bound = distance;
  }
  return best;
}
