//===- PatternParser.h - The text of a regular expression -------------------------===//
#ifndef COGC_LIB_SCHEMA_PATTERNPARSER_H
#define COGC_LIB_SCHEMA_PATTERNPARSER_H

#include "Pattern.h"
#include "llvm/ADT/Twine.h"

namespace cogc::schema {

/// Recursive descent over alternatives, sequences, repeats and atoms. Each
/// appends its steps to the pattern; they go on at the step behind the last one.
class PatternParser {
public:
  PatternParser(llvm::StringRef text, Pattern &pattern) : rest(text), pattern(pattern) {}

  void parse();

private:
  using Kind = Pattern::Step::Kind;
  static constexpr unsigned maxDepth = 50;
  static constexpr size_t maxSteps = 5000;

  void parseAlternatives(unsigned depth);
  void parseSequence(unsigned depth);
  void parseRepeat(unsigned depth);
  /// False when the atom cannot be repeated.
  bool parseAtom(unsigned depth);
  void parseGroup(unsigned depth);
  void parseSet();
  void parseEscape();
  /// A class such as `\d` into \p set; false when \p letter names none.
  bool addClass(char letter, Pattern::Set &set);
  std::optional<uint32_t> escapedCharacter(char letter);
  /// One end of a range in brackets; nothing for a class, which is added.
  std::optional<uint32_t> setMember(Pattern::Set &set);
  std::optional<std::pair<unsigned, unsigned>> counts();
  void repeat(size_t begin, unsigned least, unsigned most);

  void add(Kind kind, unsigned first = 0, unsigned second = 0);
  void addSet(Pattern::Set set);
  void addCharacter(uint32_t c) { addSet({{{c, c}}, false}); }
  uint32_t takeCharacter();
  void fail(const llvm::Twine &mistake);
  void giveUp() {
    pattern.isUnknown = true;
    rest = "";
  }

  llvm::StringRef rest;
  Pattern &pattern;
};

} // namespace cogc::schema

#endif
