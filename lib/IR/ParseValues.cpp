#include "PlanParser.h"
#include "PlanText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/Support/MathExtras.h"

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Strings and names
//===----------------------------------------------------------------------===//

bool PlanParser::parseString(std::string &value) {
  if (!is(Token::Kind::String))
    return expected("a string");
  value = std::move(token.value);
  advance();
  return true;
}

bool PlanParser::parseStrings(std::vector<std::string> &values) {
  if (is(Token::Kind::String))
    return parseString(values.emplace_back());
  if (!isPunct('['))
    return expected("a string or a list in `[…]`");
  ++brackets;
  advance();
  while (!isPunct(']')) {
    if (!parseString(values.emplace_back()))
      return false;
    if (!isPunct(']') && !acceptPunct(','))
      return expected("`,` or `]`");
  }
  --brackets;
  advance();
  return true;
}

bool PlanParser::parseStringOr(std::string &value, llvm::function_ref<bool(StringRef)> isWord,
                               StringRef what) {
  if (is(Token::Kind::String))
    return parseString(value);
  if (!is(Token::Kind::Word) || !isWord(token.text))
    return expected(what);
  value = token.text.str();
  advance();
  return true;
}

/// `NAME="value"`.
bool PlanParser::parseVariable(EnvVar &variable) {
  return parseStringOr(variable.name, isEnvWord,
                       "a variable's name (in quotes, unless it is of letters, digits and `_` "
                       "only)") &&
         expectPunct('=') && parseString(variable.value);
}

bool PlanParser::parseName(std::string &name, Token::Kind kind, StringRef what) {
  if (!is(kind))
    return expected(what);
  name = token.text.str();
  advance();
  return true;
}

//===----------------------------------------------------------------------===//
// Numbers
//===----------------------------------------------------------------------===//

bool PlanParser::parseMode(unsigned &mode) {
  if (!is(Token::Kind::Word) || !token.text.starts_with("0") || token.text.getAsInteger(8, mode))
    return expected("a mode in octal digits with a leading 0, such as `0644`");
  advance();
  return true;
}

bool PlanParser::parseTimestamp(Timestamp &time) {
  if (!accept("epoch"))
    return parseNumber(time);
  time = 0;
  return true;
}

bool PlanParser::parseDuration(int64_t &nanoseconds) {
  StringRef text = is(Token::Kind::Word) ? token.text : StringRef();
  int64_t count = 0;
  if (!text.consumeInteger(10, count))
    for (const DurationUnit &unit : durationUnits)
      if (text == unit.name && !llvm::MulOverflow(count, unit.nanoseconds, nanoseconds)) {
        advance();
        return true;
      }
  return expected("a duration such as `30s` or `1500ms`");
}

bool PlanParser::parseBool(bool &value) {
  static constexpr llvm::StringLiteral names[] = {"false", "true"};
  return parseChoice(value, names);
}

//===----------------------------------------------------------------------===//
// Attributes
//===----------------------------------------------------------------------===//

bool PlanParser::parseAttribute(const AttributeRule &rule) {
  advance();
  return (rule.isFlag || expectPunct('=')) && rule.parse();
}

bool PlanParser::parseAttributes(AttributeRules rules) {
  llvm::SmallPtrSet<const AttributeRule *, 8> seen;
  while (is(Token::Kind::Word)) {
    const auto *rule = llvm::find_if(rules, [this](const AttributeRule &rule) {
      return rule.name == token.text && (rule.isFlag || lexer.peekIs('='));
    });
    if (rule == rules.end())
      return true;
    if (!seen.insert(rule).second)
      return advance(), mistake("`" + rule->name + "` is given twice");
    if (!parseAttribute(*rule))
      return false;
  }
  return true;
}

bool PlanParser::parseAllAttributes(AttributeRules rules) {
  if (!parseAttributes(rules))
    return false;
  return !is(Token::Kind::Word) || !lexer.peekIs('=') || unknownAttribute(rules);
}

bool PlanParser::unknownAttribute(AttributeRules rules) {
  llvm::SmallVector<StringRef> names;
  for (const AttributeRule &rule : rules)
    names.push_back(rule.name);
  std::string hint = didYouMean(token.text, names);
  if (hint.empty())
    hint = "; there are " + listOf(names);
  advance();
  return mistake("unknown attribute " + describe(previous) + hint);
}

//===----------------------------------------------------------------------===//
// Locations
//===----------------------------------------------------------------------===//

bool PlanParser::parseLocations(std::vector<Loc> &locs) {
  if (!accept("at"))
    return true;
  do {
    if (!parseLocation(locs.emplace_back()))
      return false;
  } while (acceptPunct(','));
  return true;
}

/// `file:line:column`, with `-line` for a range that ends on a later line.
bool PlanParser::parseLocation(Loc &loc) {
  if (!parseStringOr(loc.file, cogc::isWord, "a place such as `cog.yaml:3:19`") ||
      !expectPunct(':') || !parseNumber(loc.line) || !expectPunct(':'))
    return false;
  auto [column, endLine] = (is(Token::Kind::Word) ? token.text : StringRef()).split('-');
  loc.endLine = loc.line;
  if (column.getAsInteger(10, loc.column) ||
      (token.text.contains('-') && endLine.getAsInteger(10, loc.endLine)))
    return expected("a column such as `19`, or `19-5` for a range to line 5");
  advance();
  return true;
}
