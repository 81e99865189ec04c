//===- StringLiteral.cpp - The value of a string as Python reads it ---------===//
#include "StringLiteral.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace cogc::py;
using namespace llvm;

StringForm cogc::py::stringForm(StringRef opening) {
  std::string prefix = opening.take_while(isAlpha).lower();
  auto has = [&](char letter) { return StringRef(prefix).contains(letter); };
  return {has('r'), has('b'), has('f') || has('t')};
}

static void appendUtf8(std::string &text, uint32_t codePoint) {
  bool isScalar = codePoint <= 0x10ffff && (codePoint < 0xd800 || codePoint > 0xdfff);
  char bytes[UNI_MAX_UTF8_BYTES_PER_CODE_POINT];
  char *end = bytes;
  ConvertCodePointToUTF8(isScalar ? codePoint : 0xfffd, end);
  text.append(bytes, end);
}

/// The character that a one-letter escape stands for, or -1.
static int simpleEscape(char letter) {
  switch (letter) {
  case 'a':
    return '\a';
  case 'b':
    return '\b';
  case 'f':
    return '\f';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 't':
    return '\t';
  case 'v':
    return '\v';
  case '\\':
  case '\'':
  case '"':
    return letter;
  default:
    return -1;
  }
}

/// Reads up to \p most digits from \p rest into \p value; says how many.
static size_t takeDigits(StringRef &rest, unsigned radix, size_t most, uint32_t &value) {
  auto isPart = [&](char c) { return radix == 8 ? c >= '0' && c <= '7' : isHexDigit(c); };
  StringRef digits = rest.take_front(most).take_while(isPart);
  value = 0;
  (void)digits.getAsInteger(radix, value); // no digits: the caller looks at the count
  rest = rest.drop_front(digits.size());
  return digits.size();
}

/// \p rest begins behind the backslash and is not empty.
static void decodeEscape(StringRef &rest, StringForm form, std::string &text) {
  char letter = rest.front();
  StringRef behind = rest.drop_front();
  uint32_t value = 0;
  size_t wanted = letter == 'x' ? 2 : form.isBytes ? 0 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  if (wanted && takeDigits(behind, 16, wanted, value) == wanted) {
    appendUtf8(text, value);
  } else if (letter >= '0' && letter <= '7') {
    behind = rest;
    takeDigits(behind, 8, 3, value);
    appendUtf8(text, value);
  } else if (int simple = simpleEscape(letter); simple >= 0) {
    behind = rest.drop_front();
    text += char(simple);
  } else if (letter == '\n' || letter == '\r') {
    behind = rest.drop_front(rest.starts_with("\r\n") ? 2 : 1); // a continued line
  } else {
    behind = rest;
    text += '\\';
  }
  rest = behind;
}

std::string cogc::py::decodeString(StringRef inner, StringForm form) {
  std::string text;
  for (StringRef rest = inner; !rest.empty();) {
    StringRef plain = rest.take_until([](char c) { return c == '\\' || c == '\r'; });
    text += plain;
    rest = rest.drop_front(plain.size());
    if (rest.empty())
      break;
    char first = rest.front();
    rest = rest.drop_front();
    if (first == '\r') {
      rest.consume_front("\n");
      text += '\n';
    } else if (form.isRaw || rest.empty()) {
      text += '\\';
    } else {
      decodeEscape(rest, form, text);
    }
  }
  return text;
}
