//===- PlanText.h - What printer and parser must agree on -----------------------===//
//
// The small things of the text form: which characters a bare word has, how a
// string is escaped, how values of enumerations are spelled.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_IR_PLANTEXT_H
#define COGC_LIB_IR_PLANTEXT_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace cogc {

/// How deep merges and diffs may stand in each other.
inline constexpr unsigned maxStateDepth = 64;

/// The text between quotes of a block stands this much deeper than the quotes.
inline constexpr unsigned blockIndent = 2;

/// Letters, digits and `_ . / + -`: keywords, numbers, paths of source files.
bool isWordChar(char c);
/// Whether \p text can stand without quotes where a word may be any text.
bool isWord(llvm::StringRef text);
/// Whether \p name can stand without quotes in `env NAME="value"`.
bool isEnvWord(llvm::StringRef name);
/// Whether a byte must be escaped in a string (and a tab, which may be).
bool isControl(char c);

/// The length of the UTF-8 sequence at the start of \p text, 0 for none.
size_t utf8Length(llvm::StringRef text);

/// \p text as a one-line string, with its quotes. Carries any bytes.
std::string quoteString(llvm::StringRef text);

/// Whether `"""` lines can carry \p text exactly, and in a way that survives
/// editors: no line ends with a space, nothing needs an escape.
bool fitsBlock(llvm::StringRef text);

/// "`a`, `b`, `c`".
std::string listOf(llvm::ArrayRef<llvm::StringRef> words);
/// "; did you mean `a`?" when \p word is nearly one of \p words, else nothing.
std::string didYouMean(llvm::StringRef word, llvm::ArrayRef<llvm::StringRef> words);

/// Names of enumerators, in their order.
inline constexpr llvm::StringLiteral networkNames[] = {"default", "none", "host"};
inline constexpr llvm::StringLiteral securityNames[] = {"sandbox", "insecure"};
inline constexpr llvm::StringLiteral sharingNames[] = {"shared", "private", "locked"};
inline constexpr llvm::StringLiteral baseNames[] = {"base.build", "base.runtime"};

/// Units of durations, the largest first, in nanoseconds.
struct DurationUnit {
  llvm::StringLiteral name;
  int64_t nanoseconds;
};
inline constexpr DurationUnit durationUnits[] = {
    {"s", 1'000'000'000}, {"ms", 1'000'000}, {"us", 1'000}, {"ns", 1}};

/// Pointers to the elements of \p list in the order of their names; those with
/// one name keep their order.
template <typename List> auto sortedByName(List &list) {
  std::vector<decltype(list.data())> sorted;
  for (auto &element : list)
    sorted.push_back(&element);
  llvm::sort(sorted, [](const auto *a, const auto *b) {
    int order = llvm::StringRef(a->name).compare(b->name);
    return order != 0 ? order < 0 : a < b;
  });
  return sorted;
}

} // namespace cogc

#endif
