//===- PatternParser.cpp - The text of a regular expression -----------------------===//
#include "PatternParser.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace cogc::schema;
using namespace llvm;

static constexpr unsigned unbounded = ~0u;
static constexpr uint32_t lastCharacter = 0x10ffff;

void PatternParser::fail(const Twine &mistake) {
  if (pattern.wrong.empty())
    pattern.wrong = mistake.str();
  rest = "";
}

void PatternParser::add(Kind kind, unsigned first, unsigned second) {
  if (pattern.steps.size() >= maxSteps)
    return giveUp();
  pattern.steps.push_back({kind, first, second});
}

void PatternParser::addSet(Pattern::Set set) {
  add(Kind::Take, unsigned(pattern.sets.size()));
  pattern.sets.push_back(std::move(set));
}

uint32_t PatternParser::takeCharacter() {
  const auto *begin = reinterpret_cast<const UTF8 *>(rest.begin());
  const auto *end = reinterpret_cast<const UTF8 *>(rest.end());
  UTF32 c = 0;
  if (convertUTF8Sequence(&begin, end, &c, lenientConversion) != conversionOK) {
    giveUp();
    return 0;
  }
  rest = rest.drop_front(size_t(reinterpret_cast<const char *>(begin) - rest.begin()));
  return c;
}

void PatternParser::parse() {
  parseAlternatives(0);
  if (rest.starts_with(")"))
    fail("a `)` closes nothing");
  add(Kind::Match);
}

void PatternParser::parseAlternatives(unsigned depth) {
  if (depth > maxDepth)
    return giveUp();
  size_t begin = pattern.steps.size();
  parseSequence(depth);
  if (!rest.consume_front("|"))
    return;
  // fork → left, jump to the end; right.
  pattern.steps.insert(pattern.steps.begin() + ptrdiff_t(begin), {Kind::Fork, 0, 0});
  for (size_t i = begin + 1; i < pattern.steps.size(); ++i)
    if (pattern.steps[i].kind == Kind::Fork) {
      ++pattern.steps[i].first;
      ++pattern.steps[i].second;
    }
  size_t jump = pattern.steps.size();
  add(Kind::Fork);
  if (pattern.isUnknown)
    return;
  pattern.steps[begin].first = unsigned(begin + 1);
  pattern.steps[begin].second = unsigned(jump + 1);
  parseAlternatives(depth + 1);
  pattern.steps[jump].first = pattern.steps[jump].second = unsigned(pattern.steps.size());
}

void PatternParser::parseSequence(unsigned depth) {
  while (!rest.empty() && rest.front() != '|' && rest.front() != ')')
    parseRepeat(depth);
}

/// `{2}`, `{2,}`, `{,3}`, `{2,3}`; nothing when the brace is a plain character.
std::optional<std::pair<unsigned, unsigned>> PatternParser::counts() {
  StringRef inner = rest.drop_front();
  size_t end = inner.find('}');
  if (end == StringRef::npos)
    return std::nullopt;
  auto [low, high] = inner.take_front(end).split(',');
  bool hasComma = inner.take_front(end).contains(',');
  unsigned least = 0, most = unbounded;
  if ((low.empty() && !hasComma) || (!low.empty() && low.getAsInteger(10, least)))
    return std::nullopt;
  if (!high.empty() && high.getAsInteger(10, most))
    return std::nullopt;
  if (!hasComma)
    most = least;
  rest = inner.drop_front(end + 1);
  return std::pair(least, most);
}

void PatternParser::parseRepeat(unsigned depth) {
  size_t begin = pattern.steps.size();
  if (rest.starts_with("*") || rest.starts_with("+") || rest.starts_with("?"))
    return fail("there is nothing in front of a `" + Twine(rest.front()) + "` to repeat");
  bool canRepeat = parseAtom(depth);
  std::optional<std::pair<unsigned, unsigned>> count;
  if (rest.consume_front("*"))
    count = {0, unbounded};
  else if (rest.consume_front("+"))
    count = {1, unbounded};
  else if (rest.consume_front("?"))
    count = {0, 1};
  else if (rest.starts_with("{"))
    count = counts();
  if (!count)
    return;
  if (!canRepeat)
    return giveUp();
  // A lazy repeat finds the same; a possessive one may not.
  if (!rest.consume_front("?") && rest.starts_with("+"))
    return giveUp();
  if (rest.starts_with("*") || rest.starts_with("+") || rest.starts_with("?") ||
      (rest.starts_with("{") && counts()))
    return fail("two repeats follow each other");
  if (count->first > count->second)
    return fail("a repeat has a lower limit above its upper one");
  repeat(begin, count->first, count->second);
}

/// Writes the steps from \p begin on as often as wanted.
void PatternParser::repeat(size_t begin, unsigned least, unsigned most) {
  std::vector<Pattern::Step> body(pattern.steps.begin() + ptrdiff_t(begin), pattern.steps.end());
  pattern.steps.resize(begin);
  auto addBody = [&] {
    unsigned shift = unsigned(pattern.steps.size() - begin);
    for (Pattern::Step step : body)
      step.kind == Kind::Fork ? add(step.kind, step.first + shift, step.second + shift)
                              : add(step.kind, step.first);
  };
  size_t copies = most == unbounded ? size_t(least) + 1 : most;
  if (copies * (body.size() + 1) > maxSteps)
    return giveUp();
  for (unsigned i = 0; i < least; ++i)
    addBody();
  unsigned after = unsigned(pattern.steps.size());
  unsigned size = unsigned(body.size()) + 1;
  if (most == unbounded) {
    add(Kind::Fork, after + 1, after + size + 1);
    addBody();
    add(Kind::Fork, after, after);
    return;
  }
  unsigned end = after + (most - least) * size;
  for (unsigned i = least; i < most; ++i) {
    add(Kind::Fork, unsigned(pattern.steps.size()) + 1, end);
    addBody();
  }
}

bool PatternParser::parseAtom(unsigned depth) {
  if (rest.consume_front("(")) {
    parseGroup(depth);
  } else if (rest.consume_front("[")) {
    parseSet();
  } else if (rest.consume_front(".")) {
    addSet({{{'\n', '\n'}}, true});
  } else if (rest.consume_front("^")) {
    add(Kind::Begin);
    return false;
  } else if (rest.consume_front("$")) {
    add(Kind::End);
    return false;
  } else if (rest.consume_front("\\")) {
    parseEscape();
  } else {
    addCharacter(takeCharacter());
  }
  return true;
}

void PatternParser::parseGroup(unsigned depth) {
  if (rest.consume_front("?")) {
    bool isNamed = rest.starts_with("P<") ||
                   (rest.starts_with("<") && !rest.starts_with("<=") && !rest.starts_with("<!"));
    if (isNamed)
      rest = rest.drop_front(std::min(rest.find('>'), rest.size() - 1) + 1);
    else if (!rest.consume_front(":"))
      return giveUp();
  }
  parseAlternatives(depth + 1);
  if (!rest.consume_front(")") && !pattern.isUnknown)
    fail("a `(` is not closed");
}

/// The letter of a class, `d` in `\d`.
bool PatternParser::addClass(char letter, Pattern::Set &set) {
  Pattern::Set plain;
  switch (toLower(letter)) {
  case 'd':
    plain.ranges = {{'0', '9'}};
    break;
  case 'w':
    plain.ranges = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
    break;
  case 's':
    plain.ranges = {{'\t', '\r'}, {' ', ' '}};
    break;
  default:
    return false;
  }
  pattern.hasClasses = true;
  if (isLower(letter)) {
    set.ranges.insert(set.ranges.end(), plain.ranges.begin(), plain.ranges.end());
    return true;
  }
  uint32_t next = 0;
  for (auto [low, high] : plain.ranges) {
    set.ranges.emplace_back(next, low - 1);
    next = high + 1;
  }
  set.ranges.emplace_back(next, lastCharacter);
  return true;
}

/// The character of an escape whose letter was taken; nothing for what is
/// looked up elsewhere, such as back references.
std::optional<uint32_t> PatternParser::escapedCharacter(char letter) {
  if (letter == 'x' || letter == 'u') {
    size_t count = letter == 'x' ? 2 : 4;
    uint32_t value = 0;
    if (rest.size() < count || rest.take_front(count).getAsInteger(16, value))
      return std::nullopt;
    rest = rest.drop_front(count);
    return value;
  }
  int simple = StringSwitch<int>(StringRef(&letter, 1))
                   .Case("t", '\t')
                   .Case("n", '\n')
                   .Case("r", '\r')
                   .Case("f", '\f')
                   .Case("v", '\v')
                   .Default(-1);
  if (simple >= 0)
    return uint32_t(simple);
  return isAlnum(letter) || uint8_t(letter) >= 0x80 ? std::nullopt
                                                    : std::optional(uint32_t(uint8_t(letter)));
}

void PatternParser::parseEscape() {
  if (rest.empty())
    return fail("it ends in a single `\\`");
  char letter = rest.front();
  rest = rest.drop_front();
  if (letter == 'b' || letter == 'B') {
    pattern.hasClasses = true;
    return add(letter == 'b' ? Kind::Boundary : Kind::NoBoundary);
  }
  Pattern::Set set;
  if (addClass(letter, set))
    return addSet(std::move(set));
  if (std::optional<uint32_t> c = escapedCharacter(letter))
    return addCharacter(*c);
  giveUp();
}

std::optional<uint32_t> PatternParser::setMember(Pattern::Set &set) {
  if (!rest.consume_front("\\"))
    return takeCharacter();
  if (rest.empty())
    return std::nullopt;
  char letter = rest.front();
  rest = rest.drop_front();
  if (addClass(letter, set))
    return std::nullopt;
  if (letter == 'b')
    return '\b';
  std::optional<uint32_t> c = escapedCharacter(letter);
  if (!c)
    giveUp();
  return c;
}

void PatternParser::parseSet() {
  Pattern::Set set;
  set.negated = rest.consume_front("^");
  for (bool isFirst = true; isFirst || !rest.starts_with("]"); isFirst = false) {
    if (rest.empty())
      return pattern.isUnknown ? void() : fail("a `[` is not closed");
    std::optional<uint32_t> low = setMember(set);
    bool isRange = low && rest.starts_with("-") && rest.size() > 1 && rest[1] != ']';
    if (!isRange) {
      if (low)
        set.ranges.emplace_back(*low, *low);
      continue;
    }
    rest = rest.drop_front();
    std::optional<uint32_t> high = setMember(set);
    if (!high)
      return giveUp();
    if (*low > *high)
      return fail("a range in brackets runs backwards");
    set.ranges.emplace_back(*low, *high);
  }
  rest = rest.drop_front();
  addSet(std::move(set));
}
