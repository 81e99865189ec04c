//===- LogicalLines.cpp - A module as the lines of Python's grammar ------------===//
#include "LogicalLines.h"
#include "StringLiteral.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using namespace cogc::py;
using namespace llvm;

static bool isLineEnd(char c) { return c == '\n' || c == '\r'; }
static bool isWordPart(char c) { return isAlnum(c) || c == '_' || uint8_t(c) >= 0x80; }

LineReader::LineReader(StringRef source) : source(source) {
  if (source.starts_with("\xef\xbb\xbf"))
    place = 3;
}

bool LineReader::breakOff() {
  broken = true;
  return false;
}

bool LineReader::breakOff(uint32_t begin, const Twine &message) {
  if (!error)
    error = {begin, begin + 1, message.str()};
  return breakOff();
}

/// At the end of the file with brackets that are open: which one was forgotten
/// shows where a statement stands in it.
bool LineReader::breakOffOpen() {
  uint32_t opening = stray ? stray->second.place : brackets.back().place;
  return breakOff(opening, "this `" + source.substr(opening, 1) + "` is never closed");
}

/// `return` inside of brackets.
void LineReader::checkStrayKeyword(StringRef word) {
  if (brackets.empty() || stray)
    return;
  bool isStray = StringSwitch<bool>(word)
                     .Cases("elif", "while", "try", "except", "finally", "with", true)
                     .Cases("def", "class", "return", "raise", "pass", "break", true)
                     .Cases("continue", "import", "del", "global", "nonlocal", "assert", true)
                     // `a if b else c` has no colon there.
                     .Case("else", source.substr(place).ltrim(" \t").starts_with(":"))
                     .Default(false);
  if (isStray)
    stray = {word, brackets.back()};
}

void LineReader::skipLineEnd() { place += source.substr(place).starts_with("\r\n") ? 2 : 1; }

void LineReader::skipComment() {
  while (!atEnd() && !isLineEnd(source[place]))
    ++place;
}

void LineReader::add(NewSyntax::Kind kind, uint32_t begin, uint32_t end) {
  newSyntax.push_back({kind, {FileId(), begin, end}});
}

bool LineReader::next(LogicalLine &line) {
  line = LogicalLine();
  if (!readIndentation(line) || !readTokens(line))
    return false;
  checkNewStatement(line);
  if (stray) {
    uint32_t begin = uint32_t(stray->first.data() - source.data());
    uint32_t end = begin + uint32_t(stray->first.size());
    error = {begin, end, ("`" + stray->first + "` cannot stand inside of brackets").str()};
    return breakOff();
  }
  return true;
}

/// Lines without a token have no indentation.
bool LineReader::readIndentation(LogicalLine &line) {
  for (; !atEnd(); ++place) {
    switch (source[place]) {
    case ' ':
      ++line.column;
      ++line.narrowColumn;
      continue;
    case '\t':
      line.column = (line.column / 8 + 1) * 8;
      ++line.narrowColumn;
      continue;
    case '#':
      skipComment();
      --place;
      continue;
    case '\n':
    case '\r':
    case '\f':
      line.column = line.narrowColumn = 0;
      continue;
    case '\\':
      return breakOff(); // an indentation of several lines, which nobody writes
    default:
      return true;
    }
  }
  return false;
}

bool LineReader::readTokens(LogicalLine &line) {
  line.begin = line.end = place;
  while (!atEnd()) {
    char c = source[place];
    if (isLineEnd(c)) {
      skipLineEnd();
      if (brackets.empty())
        return true;
      continue;
    }
    if (c == '#') {
      skipComment();
      continue;
    }
    if (c == ' ' || c == '\t' || c == '\f') {
      ++place;
      continue;
    }
    if (c == '\\') {
      if (!isLineEnd(at(++place)))
        return breakOff(place - 1, "this `\\` is not the last of its line");
      skipLineEnd();
      continue;
    }
    if (!readToken(&line, 0))
      return false;
    line.end = place;
  }
  return brackets.empty() || breakOffOpen();
}

/// \p line is null inside of an f-string.
bool LineReader::readToken(LogicalLine *line, unsigned depth) {
  uint32_t begin = place;
  char c = source[place];
  bool isColon = c == ':' && brackets.empty();
  if (line) {
    line->hasColon |= isColon;
    line->endsInColon = isColon;
  }
  if (isWordPart(c))
    return readWord(line, depth);
  if (line && line->tokens.size() < 4)
    line->tokens.push_back(source.substr(begin, 1));
  if (c == '"' || c == '\'')
    return readString("", depth);
  if (StringRef("()[]{}").contains(c))
    return readBracket(c);
  // `def f[T = int]`
  if (line && c == '=' && brackets.size() == 1 && brackets[0].end == ']' &&
      line->tokens.size() >= 3 && line->token(2) == "[" &&
      (line->token(0) == "def" || line->token(0) == "class"))
    add(NewSyntax::Kind::TypeDefault, begin, begin + 1);
  ++place;
  return true;
}

bool LineReader::readWord(LogicalLine *line, unsigned depth) {
  uint32_t begin = place;
  while (!atEnd() && isWordPart(source[place]))
    ++place;
  StringRef word = source.slice(begin, place);
  if (line && line->tokens.size() < 4)
    line->tokens.push_back(word);
  bool isPrefix = word.size() <= 2 && word.find_first_not_of("rRbBuUfFtT") == StringRef::npos;
  checkStrayKeyword(word);
  if (isPrefix && (at(place) == '"' || at(place) == '\''))
    return readString(word, depth);
  return true;
}

bool LineReader::readBracket(char c) {
  ++place;
  if (c == '(' || c == '[' || c == '{') {
    brackets.push_back({c == '(' ? ')' : c == '[' ? ']' : '}', place - 1});
    return true;
  }
  if (brackets.empty())
    return breakOff(place - 1, "this `" + Twine(c) + "` closes nothing");
  if (brackets.back().end != c)
    return breakOff(place - 1, "this `" + Twine(c) + "` does not close the `" +
                                   source.substr(brackets.back().place, 1) + "` before it");
  brackets.pop_back();
  return true;
}

bool LineReader::readString(StringRef prefix, unsigned depth) {
  StringRef rest = source.substr(place);
  bool isTriple = rest.starts_with("\"\"\"") || rest.starts_with("'''");
  StringRef quotes = rest.take_front(isTriple ? 3 : 1);
  place += uint32_t(quotes.size());
  StringForm form = stringForm(prefix);
  return form.isFormatted ? readFormatted(quotes, form.isRaw, depth) : readPlainString(quotes);
}

bool LineReader::readPlainString(StringRef quotes) {
  uint32_t begin = place - uint32_t(quotes.size());
  while (!atEnd()) {
    if (source.substr(place).starts_with(quotes)) {
      place += uint32_t(quotes.size());
      return true;
    }
    char c = source[place];
    if (c == '\\' && place + 1 < source.size())
      ++place;
    else if (isLineEnd(c) && quotes.size() == 1)
      return breakOff(begin, "this string has no end");
    if (isLineEnd(source[place]))
      skipLineEnd();
    else
      ++place;
  }
  return breakOff(begin, "this string has no end");
}

/// Behind a backslash in the text of an f-string: braces are none of its business,
/// but for those of `\N{…}`.
bool LineReader::skipEscape(bool isRaw) {
  char c = at(++place);
  if (atEnd())
    return breakOff();
  if (c == '{' || c == '}')
    return true;
  if (isLineEnd(c)) {
    skipLineEnd();
    return true;
  }
  ++place;
  if (c == 'N' && !isRaw && at(place) == '{')
    while (!atEnd() && source[place] != '}' && !isLineEnd(source[place]))
      ++place;
  return true;
}

bool LineReader::readFormatted(StringRef quotes, bool isRaw, unsigned depth) {
  if (depth > maxDepth)
    return breakOff();
  uint32_t begin = place - uint32_t(quotes.size());
  while (!atEnd()) {
    StringRef rest = source.substr(place);
    if (rest.starts_with(quotes)) {
      place += uint32_t(quotes.size());
      return true;
    }
    char c = source[place];
    if (c == '\\') {
      if (!skipEscape(isRaw))
        return false;
    } else if (isLineEnd(c) && quotes.size() == 1) {
      return breakOff(begin, "this string has no end");
    } else if (c == '{' && !rest.starts_with("{{")) {
      if (!readReplacement(quotes, isRaw, depth))
        return false;
    } else {
      place += rest.starts_with("{{") ? 2 : 1;
    }
  }
  return breakOff(begin, "this string has no end");
}

/// `{value!r:format}` in an f-string.
bool LineReader::readReplacement(StringRef quotes, bool isRaw, unsigned depth) {
  uint32_t begin = ++place;
  SmallVector<Bracket, 16> outer;
  std::swap(outer, brackets);
  while (!atEnd()) {
    char c = source[place];
    bool isOuter = brackets.empty();
    if (isOuter && (c == '}' || c == ':')) {
      checkReplacement(begin, quotes);
      std::swap(outer, brackets);
      return c == ':' ? readFormat(quotes, isRaw, depth) : (++place, true);
    }
    if (c == '#') {
      add(NewSyntax::Kind::FormattedComment, place, place + 1);
      skipComment();
    } else if (isLineEnd(c) || c == '\\') {
      ++place;
    } else if (!readToken(nullptr, depth + 1)) {
      return false;
    }
  }
  return breakOff();
}

bool LineReader::readFormat(StringRef quotes, bool isRaw, unsigned depth) {
  if (depth > maxDepth)
    return breakOff();
  ++place;
  while (!atEnd()) {
    char c = source[place];
    if (c == '}') {
      ++place;
      return true;
    }
    if (source.substr(place).starts_with(quotes) || (isLineEnd(c) && quotes.size() == 1))
      return breakOff();
    if (c == '\\') {
      if (!skipEscape(isRaw))
        return false;
    } else if (c == '{') {
      if (!readReplacement(quotes, isRaw, depth + 1))
        return false;
    } else {
      ++place;
    }
  }
  return breakOff();
}

/// Up to 3.11 an f-string ended at the first quote of its kind, and had no backslash
/// between its braces.
void LineReader::checkReplacement(uint32_t begin, StringRef quotes) {
  StringRef text = source.slice(begin, place);
  if (size_t found = text.find(quotes); found != StringRef::npos)
    add(NewSyntax::Kind::FormattedQuote, begin + uint32_t(found),
        begin + uint32_t(found + quotes.size()));
  else if (found = text.find('\\'); found != StringRef::npos)
    add(NewSyntax::Kind::FormattedBackslash, begin + uint32_t(found), begin + uint32_t(found) + 1);
  else if (found = text.find_first_of("\r\n"); found != StringRef::npos && quotes.size() == 1)
    add(NewSyntax::Kind::FormattedLineEnd, begin, begin + uint32_t(found));
}

void LineReader::checkNewStatement(const LogicalLine &line) {
  StringRef first = line.token(0), second = line.token(1), third = line.token(2);
  if (first == "async") {
    first = second, second = third, third = line.token(3);
  }
  uint32_t end = line.begin + uint32_t(line.token(0).size());
  if (first == "type" && !second.empty() && isWordPart(second[0]) && (third == "=" || third == "["))
    add(NewSyntax::Kind::TypeStatement, line.begin, end);
  else if ((first == "def" || first == "class") && third == "[")
    add(NewSyntax::Kind::TypeParameters, uint32_t(third.data() - source.data()),
        uint32_t(third.data() - source.data()) + 1);
  else if (first == "except" && second == "*")
    add(NewSyntax::Kind::ExceptGroup, line.begin, end);
}
