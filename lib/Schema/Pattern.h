//===- Pattern.h - Whether a default fits a regular expression -----------------===//
//
// `regex=` becomes the document's `pattern`. The server searches with it, and an
// expression that it cannot compile turns all its checks off. So broken ones are
// mistakes, and a default can be tried here. That covers what most expressions
// are made of; of what goes further (look-around, back references, flags) only
// running it could tell.
//
// The match simulates all states at once (Thompson 1968,
// https://swtch.com/~rsc/regexp/regexp1.html): its time is the product of the
// two lengths, whatever the expression.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_PATTERN_H
#define COGC_LIB_SCHEMA_PATTERN_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cogc::schema {

class Pattern {
public:
  /// Parses \p text. A mistake is said in mistake().
  explicit Pattern(llvm::StringRef text);

  /// What is wrong with the expression ("a `(` is not closed"); empty when
  /// nothing is.
  const std::string &mistake() const { return wrong; }
  /// Whether the expression is found anywhere in \p text; nothing when that is
  /// not known.
  std::optional<bool> isFoundIn(llvm::StringRef text) const;

private:
  friend class PatternParser;

  /// Which characters a step takes: those in the ranges, or those that are not.
  struct Set {
    std::vector<std::pair<uint32_t, uint32_t>> ranges;
    bool negated = false;
    bool contains(uint32_t c) const;
  };
  struct Step {
    enum class Kind { Take, Fork, Begin, End, Boundary, NoBoundary, Match } kind;
    /// Take: an index of sets. Fork: the two ways to go on.
    unsigned first = 0;
    unsigned second = 0;
  };

  bool holds(Step::Kind kind, const std::vector<uint32_t> &text, size_t at) const;
  void follow(unsigned step, const std::vector<uint32_t> &text, size_t at, std::vector<char> &seen,
              std::vector<unsigned> &active) const;

  std::vector<Set> sets;
  std::vector<Step> steps;
  std::string wrong;
  /// There is something that is not simulated.
  bool isUnknown = false;
  /// It has classes such as `\w`, whose meaning beyond ASCII differs.
  bool hasClasses = false;
};

} // namespace cogc::schema

#endif
