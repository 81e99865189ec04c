//===- Quote.cpp - Text in quotes, for the forms that we write ------------===//
#include "cogc/Support/Quote.h"
#include "Render.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

using namespace cogc;

std::string cogc::shellQuote(llvm::StringRef text) {
  // Only what no shell treats specially anywhere in a word; `~` and `=` are
  // special at some places, so they are quoted.
  auto isSafe = [](char c) { return llvm::isAlnum(c) || llvm::StringRef("_-./:@%+,").contains(c); };
  if (!text.empty() && llvm::all_of(text, isSafe))
    return text.str();
  std::string result = "'";
  for (char c : text) {
    if (c == '\'')
      result += "'\\''"; // leave the quotes, a bare quote, enter them again
    else
      result += c;
  }
  return result + "'";
}

/// A character that JSON lets stand but that a terminal would obey or hide.
static void escapeUnprintable(llvm::StringRef character, std::string &result) {
  llvm::SmallVector<llvm::UTF16, 2> units;
  llvm::convertUTF8ToUTF16String(character, units);
  for (llvm::UTF16 unit : units)
    result += llvm::formatv("\\u{0:x-4}", unit).str();
}

static void quoteCharacter(llvm::StringRef character, std::string &result) {
  switch (character.front()) {
  case '"':
    result += "\\\"";
    return;
  case '\\':
    result += "\\\\";
    return;
  case '\n':
    result += "\\n";
    return;
  case '\r':
    result += "\\r";
    return;
  case '\t':
    result += "\\t";
    return;
  default:
    break;
  }
  if (llvm::sys::unicode::columnWidthUTF8(character) < 0)
    return escapeUnprintable(character, result);
  result += character;
}

std::string cogc::jsonQuote(llvm::StringRef text) {
  std::string result = "\"";
  while (!text.empty()) {
    unsigned length = characterLength(text);
    if (length == 0)
      result += "\xEF\xBF\xBD";
    else
      quoteCharacter(text.take_front(length), result);
    text = text.drop_front(std::max(length, 1u));
  }
  return result + "\"";
}

std::string cogc::spellAsGo(llvm::StringRef json) {
  static constexpr std::pair<llvm::StringLiteral, llvm::StringLiteral> spellings[] = {
      {"<", "\\u003c"},      {">", "\\u003e"},   {"&", "\\u0026"},   {"\u2028", "\\u2028"},
      {"\u2029", "\\u2029"}, {"\\u0008", "\\b"}, {"\\u000c", "\\f"}, {"\\u000C", "\\f"},
      {"\\\\", "\\\\"},      {"\\\"", "\\\""}, // whole, so that no escape begins inside
  };
  std::string result;
  while (!json.empty()) {
    size_t plain = std::min(json.find_first_of("<>&\\\xe2"), json.size());
    result += json.take_front(plain);
    json = json.drop_front(plain);
    auto known = llvm::find_if(spellings, [&](auto &pair) { return json.starts_with(pair.first); });
    bool isOther = known == std::end(spellings);
    result += isOther ? json.take_front() : llvm::StringRef(known->second);
    json = json.drop_front(isOther ? std::min<size_t>(1, json.size()) : known->first.size());
  }
  return result;
}
