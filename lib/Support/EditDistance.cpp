//===- EditDistance.cpp - "did you mean …" --------------------------------===//
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/StringExtras.h"
#include <algorithm>
#include <utility>
#include <vector>

using namespace cogc;

/// No candidate is long, so a long word is near to none; comparing costs the
/// product of the lengths.
static constexpr size_t maxWord = 128;

// Three rows of the classic table are enough: that of the letters so far, the
// one before it, and the one before that, which a swap looks back to.
unsigned cogc::typingDistance(llvm::StringRef word, llvm::StringRef other) {
  if (std::max(word.size(), other.size()) > maxWord)
    return std::max(word.size(), other.size());
  std::string from = word.lower(), to = other.lower();
  std::vector<unsigned> before, last(to.size() + 1), row(to.size() + 1);
  for (unsigned column = 0; column <= to.size(); ++column)
    last[column] = column;
  for (unsigned i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (unsigned j = 1; j <= to.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (from[i - 1] != to[j - 1])});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before = std::exchange(last, row);
  }
  return last.back();
}

llvm::StringRef cogc::nearestWord(llvm::StringRef word,
                                  llvm::ArrayRef<llvm::StringRef> candidates) {
  if (word.size() > maxWord)
    return "";
  llvm::StringRef best;
  unsigned bound = std::max<size_t>(word.size() / 3, 1) + 1;
  for (llvm::StringRef candidate : candidates) {
    unsigned distance = typingDistance(word, candidate);
    // A word of one letter resembles every other one.
    if (distance >= bound || distance >= std::max(word.size(), candidate.size()))
      continue;
    best = candidate;
    bound = distance;
  }
  return best;
}
