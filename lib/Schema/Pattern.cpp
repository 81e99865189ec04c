//===- Pattern.cpp - Whether a default fits a regular expression ---------------===//
#include "Pattern.h"
#include "PatternParser.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace cogc::schema;
using namespace llvm;

Pattern::Pattern(StringRef text) { PatternParser(text, *this).parse(); }

bool Pattern::Set::contains(uint32_t c) const {
  bool inside = any_of(ranges, [&](auto range) { return range.first <= c && c <= range.second; });
  return inside != negated;
}

static bool isWord(uint32_t c) { return c < 0x80 && (isAlnum(char(c)) || c == '_'); }

bool Pattern::holds(Step::Kind kind, const std::vector<uint32_t> &text, size_t at) const {
  if (kind == Step::Kind::Begin)
    return at == 0;
  if (kind == Step::Kind::End)
    return at == text.size();
  bool before = at > 0 && isWord(text[at - 1]);
  bool behind = at < text.size() && isWord(text[at]);
  return (before != behind) == (kind == Step::Kind::Boundary);
}

/// Adds the steps that \p step leads to without taking a character.
void Pattern::follow(unsigned step, const std::vector<uint32_t> &text, size_t at,
                     std::vector<char> &seen, std::vector<unsigned> &active) const {
  SmallVector<unsigned, 32> open = {step};
  while (!open.empty()) {
    unsigned next = open.pop_back_val();
    if (std::exchange(seen[next], 1))
      continue;
    switch (steps[next].kind) {
    case Step::Kind::Take:
    case Step::Kind::Match:
      active.push_back(next);
      break;
    case Step::Kind::Fork:
      open.push_back(steps[next].first);
      open.push_back(steps[next].second);
      break;
    default:
      if (holds(steps[next].kind, text, at))
        open.push_back(next + 1);
    }
  }
}

static std::vector<uint32_t> codePoints(StringRef text) {
  std::vector<uint32_t> result;
  const auto *at = reinterpret_cast<const UTF8 *>(text.begin());
  const auto *end = reinterpret_cast<const UTF8 *>(text.end());
  for (UTF32 c; at != end; result.push_back(c))
    if (convertUTF8Sequence(&at, end, &c, lenientConversion) != conversionOK)
      return {};
  return result;
}

std::optional<bool> Pattern::isFoundIn(StringRef text) const {
  bool isAscii = all_of(text, [](char c) { return uint8_t(c) < 0x80; });
  if (isUnknown || !wrong.empty() || (hasClasses && !isAscii) ||
      text.size() * steps.size() > 10'000'000)
    return std::nullopt;
  std::vector<uint32_t> characters = codePoints(text);
  std::vector<unsigned> active, next;
  for (size_t at = 0; at <= characters.size(); ++at) {
    std::vector<char> seen(steps.size());
    active.clear();
    for (unsigned step : next)
      follow(step, characters, at, seen, active);
    follow(0, characters, at, seen, active); // a match may begin anywhere
    next.clear();
    for (unsigned step : active) {
      if (steps[step].kind == Step::Kind::Match)
        return true;
      if (at < characters.size() && sets[steps[step].first].contains(characters[at]))
        next.push_back(step + 1);
    }
  }
  return false;
}
