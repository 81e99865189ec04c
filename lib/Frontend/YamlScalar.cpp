//===- YamlScalar.cpp - What a plain scalar means ---------------------------===//
//
// The patterns of PyYAML's resolver, one function each. They differ from YAML
// 1.1's own: `y` and `n` are text, an exponent needs its sign.
//
//===----------------------------------------------------------------------===//
#include "Yaml.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::yaml;
using namespace llvm;

namespace {

/// Eats a pattern from the front of a text, piece by piece.
class Matcher {
public:
  explicit Matcher(StringRef text) : text(text) {}

  bool done() const { return text.empty(); }
  bool literal(StringRef word) { return text.consume_front(word); }
  void sign() {
    if (text.starts_with("-") || text.starts_with("+"))
      text = text.drop_front();
  }
  /// As many characters of \p set as there are; whether there was one.
  bool some(StringRef set) {
    size_t before = text.size();
    text = text.drop_front(std::min(text.find_first_not_of(set), text.size()));
    return text.size() != before;
  }
  /// One character of \p set.
  bool one(StringRef set) {
    if (text.empty() || !set.contains(text.front()))
      return false;
    text = text.drop_front();
    return true;
  }
  bool several(StringRef set, unsigned least, unsigned most) {
    unsigned count = 0;
    while (count < most && one(set))
      ++count;
    return count >= least;
  }

private:
  StringRef text;
};

} // namespace

static constexpr StringLiteral digits = "0123456789";
static constexpr StringLiteral digitsAndBars = "0123456789_";

static bool exponent(Matcher &match) {
  return !match.one("eE") || (match.one("+-") && match.some(digits));
}

/// `:MM` groups of a number in base 60, at least one.
static bool sexagesimal(Matcher &match) {
  bool any = false;
  while (match.literal(":")) {
    any = true;
    // One digit, or two of which the first is at most 5.
    bool small = match.one("012345");
    if (!match.one(digits) && !small)
      return false;
  }
  return any;
}

static bool isFloat(StringRef text) {
  Matcher match(text);
  if (text.starts_with(".") && match.literal(".") && match.one(digits)) {
    match.some(digitsAndBars);
    return exponent(match) && match.done();
  }
  match = Matcher(text);
  match.sign();
  if (match.literal(".inf") || match.literal(".Inf") || match.literal(".INF"))
    return match.done();
  if (text == ".nan" || text == ".NaN" || text == ".NAN")
    return true;
  if (!match.one(digits))
    return false;
  match.some(digitsAndBars);
  Matcher behindDigits = match;
  bool base60 = sexagesimal(match);
  if (!base60)
    match = behindDigits;
  if (!match.literal("."))
    return false;
  match.some(digitsAndBars);
  return (base60 || exponent(match)) && match.done();
}

static bool isInt(StringRef text) {
  Matcher match(text);
  match.sign();
  if (match.literal("0b"))
    return match.some("01_") && match.done();
  if (match.literal("0x"))
    return match.some("0123456789abcdefABCDEF_") && match.done();
  if (match.literal("0")) {
    match.some("01234567_");
    return match.done();
  }
  if (!match.one("123456789"))
    return false;
  match.some(digitsAndBars);
  return match.done() || (sexagesimal(match) && match.done());
}

static bool clock(Matcher &match) {
  return match.several(digits, 1, 2) && match.literal(":") && match.several(digits, 2, 2) &&
         match.literal(":") && match.several(digits, 2, 2);
}

static bool timeZone(Matcher &match) {
  match.some(" \t");
  if (match.done() || match.literal("Z"))
    return match.done();
  if (!match.one("+-") || !match.several(digits, 1, 2))
    return false;
  return match.done() || (match.literal(":") && match.several(digits, 2, 2) && match.done());
}

static bool isTimestamp(StringRef text) {
  Matcher match(text);
  if (!match.several(digits, 4, 4) || !match.literal("-") || !match.several(digits, 1, 2) ||
      !match.literal("-") || !match.several(digits, 1, 2))
    return false;
  // A date alone has two digits everywhere.
  if (match.done())
    return text.size() == 10;
  if (!match.one("Tt") && !match.some(" \t"))
    return false;
  if (!clock(match))
    return false;
  if (match.literal("."))
    match.some(digits);
  return timeZone(match);
}

ScalarType yaml::resolvePlainScalar(StringRef text) {
  std::optional<ScalarType> word =
      StringSwitch<std::optional<ScalarType>>(text)
          .Cases("", "~", "null", "Null", "NULL", ScalarType::Null)
          .Cases("yes", "Yes", "YES", "no", "No", "NO", ScalarType::Bool)
          .Cases("true", "True", "TRUE", "false", "False", "FALSE", ScalarType::Bool)
          .Cases("on", "On", "ON", "off", "Off", "OFF", ScalarType::Bool)
          .Case("<<", ScalarType::Merge)
          .Case("=", ScalarType::Value)
          .Default(std::nullopt);
  if (word)
    return *word;
  if (isInt(text))
    return ScalarType::Int;
  if (isFloat(text))
    return ScalarType::Float;
  return isTimestamp(text) ? ScalarType::Timestamp : ScalarType::String;
}

bool Node::boolValue() const {
  return StringSwitch<bool>(text).CasesLower("yes", "true", "on", true).Default(false);
}

StringRef yaml::describe(const Node &node) {
  if (node.kind == Node::Kind::Sequence)
    return "a list";
  if (node.kind == Node::Kind::Mapping)
    return "a mapping";
  switch (node.type) {
  case ScalarType::Null:
    return "empty";
  case ScalarType::Bool:
    return "a boolean";
  case ScalarType::Int:
  case ScalarType::Float:
    return "a number";
  case ScalarType::Timestamp:
    return "a date";
  case ScalarType::String:
    return "text";
  case ScalarType::Merge:
  case ScalarType::Value:
    return "a YAML marker";
  }
  llvm_unreachable("all scalar types are handled");
}
