#include "Lexer.h"
#include "PlanText.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

void SyntaxErrors::report(uint32_t begin, uint32_t end, const llvm::Twine &message) {
  ++count;
  if (count <= limit)
    diags.report(Diag::plan_syntax, SourceRange{file, begin, end}, message.str());
  else if (count == limit + 1)
    diags.report(Diag::plan_syntax, SourceRange{file, begin, end},
                 "more than " + std::to_string(limit) +
                     " mistakes; the rest of the file is not read");
}

Lexer::Lexer(StringRef text, SyntaxErrors &errors) : text(text), errors(errors) {
  if (text.starts_with("\xef\xbb\xbf"))
    pos = lineStart = 3;
}

bool Lexer::peekIs(char c) const { return rest().ltrim(" \t").starts_with(StringRef(&c, 1)); }

void Lexer::skipBlanks() {
  for (; pos < text.size(); ++pos) {
    char c = text[pos];
    if (c == '#')
      pos = std::min(text.find('\n', pos), text.size()) - 1;
    else if (c == '\n')
      freshLine = true, lineStart = pos + 1;
    else if (c != ' ' && c != '\t' && c != '\r')
      return;
  }
}

Token Lexer::make(Token::Kind kind, uint32_t begin, StringRef content) {
  Token token;
  token.kind = kind;
  token.text = content;
  token.begin = begin;
  token.end = pos;
  token.startsLine = std::exchange(freshLine, false);
  token.column = begin - lineStart;
  return token;
}

Token Lexer::next() {
  while (true) {
    skipBlanks();
    if (pos >= text.size() || errors.tooMany()) {
      pos = text.size();
      freshLine = true;
      return make(Token::Kind::Eof, pos, {});
    }
    uint32_t begin = pos;
    switch (char c = text[pos]) {
    case '"':
      return rest().starts_with("\"\"\"") ? lexBlock() : lexString();
    case '@':
      return lexName(Token::Kind::Stage);
    case '$':
      return lexName(Token::Kind::Context);
    case '%':
      return lexName(Token::Kind::Need);
    default:
      if (StringRef("{}[](),:=").contains(c)) {
        ++pos;
        return make(Token::Kind::Punct, begin, text.substr(begin, 1));
      }
      if (isWordChar(c)) {
        StringRef word = rest().take_while(isWordChar);
        pos += word.size();
        return make(Token::Kind::Word, begin, word);
      }
      skipUnexpected();
    }
  }
}

/// Reports a run of bytes that no token begins with, once.
void Lexer::skipUnexpected() {
  uint32_t begin = pos;
  auto isKnown = [](char c) {
    return isWordChar(c) || StringRef("\"@$%{}[](),:=# \t\r\n").contains(c);
  };
  while (pos < text.size() && !isKnown(text[pos]))
    ++pos;
  StringRef seen = text.slice(begin, std::min(pos, begin + 16));
  errors.report(begin, pos, "unexpected " + quoteString(seen) + "; text stands in quotes here");
}

Token Lexer::lexName(Token::Kind kind) {
  uint32_t begin = pos++;
  StringRef name = rest().take_while(isWordChar);
  pos += name.size();
  if (name.empty())
    errors.report(begin, pos, "expected a name directly behind `" + text.substr(begin, 1) + "`");
  return make(kind, begin, name);
}

//===----------------------------------------------------------------------===//
// One-line strings
//===----------------------------------------------------------------------===//

Token Lexer::lexString() {
  uint32_t begin = pos++;
  std::string value;
  while (pos < text.size() && text[pos] != '"' && text[pos] != '\n') {
    StringRef plain = rest().take_while([](char c) {
      return c != '"' && c != '\\' && !isControl(c) && static_cast<unsigned char>(c) < 0x80;
    });
    value += plain;
    pos += plain.size();
    if (plain.empty())
      lexStringByte(value);
  }
  if (pos < text.size() && text[pos] == '"')
    ++pos;
  else
    errors.report(begin, pos,
                  "this string has no closing `\"` on its line; a line break inside is `\\n`");
  Token token = make(Token::Kind::String, begin, text.slice(begin, pos));
  token.value = std::move(value);
  return token;
}

/// Whatever is not plain ASCII: an escape, a longer character, a mistake.
void Lexer::lexStringByte(std::string &value) {
  char c = text[pos];
  if (c == '\\')
    return lexEscape(value);
  size_t length = isControl(c) && c != '\t' ? 0 : utf8Length(rest());
  if (length == 0 && !rest().starts_with("\r\n"))
    errors.report(pos, pos + 1,
                  (isControl(c) ? "control character" : "byte that is not UTF-8") +
                      llvm::Twine(" in a string; write it as `") +
                      StringRef(quoteString(StringRef(&c, 1))).slice(1, 5).rtrim('"') + "`");
  length = std::max<size_t>(length, 1);
  value += rest().take_front(length);
  pos += length;
}

void Lexer::lexEscape(std::string &value) {
  static constexpr llvm::StringLiteral letters = "\"\\ntr", bytes = "\"\\\n\t\r";
  uint32_t begin = pos++;
  char c = pos < text.size() ? text[pos] : '\n';
  if (size_t known = letters.find(c); known != StringRef::npos) {
    value += bytes[known];
    ++pos;
    return;
  }
  StringRef digits = rest().drop_front(c == 'x').take_front(2);
  if (c == 'x' && digits.size() == 2 && llvm::all_of(digits, llvm::isHexDigit)) {
    value += static_cast<char>(llvm::hexFromNibbles(digits[0], digits[1]));
    pos += 3;
    return;
  }
  errors.report(begin, std::min<size_t>(pos + 1, text.size()),
                "unknown escape; there are `\\\"`, `\\\\`, `\\n`, `\\t`, `\\r` and `\\x00` to "
                "`\\xff`");
}

//===----------------------------------------------------------------------===//
// Blocks
//===----------------------------------------------------------------------===//

/// Reports the first byte of \p line, a part of the text, that a block cannot
/// carry.
void Lexer::checkBlockLine(StringRef line) {
  for (size_t i = 0; i < line.size();) {
    char c = line[i];
    size_t length = isControl(c) && c != '\t' ? 0 : utf8Length(line.drop_front(i));
    if (length == 0) {
      uint32_t at = line.data() + i - text.data();
      errors.report(at, at + 1,
                    "a control character or a byte that is not UTF-8 in a block; write the text "
                    "as a one-line string with `\\xNN`");
      return;
    }
    i += length;
  }
}

void Lexer::appendBlockLine(std::string &value, StringRef line, size_t indent) {
  checkBlockLine(line);
  StringRef blanks = line.take_while([](char c) { return c == ' '; });
  if (blanks.size() < indent && blanks.size() != line.size()) {
    uint32_t at = line.data() - text.data();
    errors.report(at, at + line.size(),
                  "this line of a block needs " + llvm::Twine(indent) +
                      " spaces in front, two more than its closing `\"\"\"` has; found " +
                      llvm::Twine(blanks.size()));
  }
  value += line.drop_front(std::min(indent, blanks.size()));
}

/// Reads to the closing quotes, which become the end of `pos`. Their
/// indentation decides what the lines mean, so they are only collected here.
bool Lexer::readBlockLines(llvm::SmallVectorImpl<StringRef> &lines) {
  while (pos < text.size()) {
    lineStart = ++pos;
    StringRef line = rest().take_until([](char c) { return c == '\n'; });
    if (line.ltrim(' ').starts_with("\"\"\"")) {
      pos += line.find('"') + 3;
      return true;
    }
    lines.push_back(line.ends_with("\r") ? line.drop_back() : line);
    pos += line.size();
  }
  return false;
}

Token Lexer::lexBlock() {
  uint32_t begin = pos;
  pos += 3;
  StringRef behind = rest().take_until([](char c) { return c == '\n'; });
  if (!behind.trim(" \t\r").empty())
    errors.report(pos, pos + behind.size(),
                  "the text of a block begins on the line after `\"\"\"`");
  pos += behind.size();

  std::string value;
  llvm::SmallVector<StringRef> lines;
  if (readBlockLines(lines)) {
    size_t indent = pos - 3 - lineStart + blockIndent;
    for (StringRef line : lines) {
      if (line.data() != lines.front().data())
        value += '\n';
      appendBlockLine(value, line, indent);
    }
  } else {
    errors.report(begin, begin + 3,
                  "this block has no end; `\"\"\"` on a line of its own closes it");
  }
  Token token = make(Token::Kind::String, begin, text.substr(begin, 3));
  token.value = std::move(value);
  return token;
}
