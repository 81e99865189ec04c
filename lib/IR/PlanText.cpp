#include "PlanText.h"
#include "cogc/Support/EditDistance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace cogc;
using llvm::StringRef;

bool cogc::isWordChar(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '.' || c == '/' || c == '+' || c == '-';
}

bool cogc::isWord(StringRef text) { return !text.empty() && llvm::all_of(text, isWordChar); }

bool cogc::isEnvWord(StringRef name) {
  return !name.empty() && !llvm::isDigit(name.front()) &&
         llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

bool cogc::isControl(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

size_t cogc::utf8Length(StringRef text) {
  const auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  size_t length = llvm::getNumBytesForUTF8(*begin);
  if (length > text.size() || !llvm::isLegalUTF8Sequence(begin, begin + length))
    return 0;
  return length;
}

/// Appends the escape of the byte \p c to \p out.
static void appendEscape(std::string &out, char c) {
  switch (c) {
  case '"':
    out += "\\\"";
    return;
  case '\\':
    out += "\\\\";
    return;
  case '\n':
    out += "\\n";
    return;
  case '\t':
    out += "\\t";
    return;
  case '\r':
    out += "\\r";
    return;
  default:
    auto byte = static_cast<unsigned char>(c);
    out += {'\\', 'x', llvm::hexdigit(byte >> 4, /*LowerCase=*/true),
            llvm::hexdigit(byte & 15, /*LowerCase=*/true)};
  }
}

std::string cogc::quoteString(StringRef text) {
  std::string out = "\"";
  while (!text.empty()) {
    char c = text.front();
    size_t length = c == '"' || c == '\\' || isControl(c) ? 0 : utf8Length(text);
    if (length == 0)
      appendEscape(out, c);
    else
      out += text.take_front(length);
    text = text.drop_front(std::max<size_t>(length, 1));
  }
  return out + '"';
}

bool cogc::fitsBlock(StringRef text) {
  if (!text.contains('\n') || text.contains("\"\"\"") || text.contains(" \n") ||
      text.contains("\t\n") || text.ends_with(" ") || text.ends_with("\t"))
    return false;
  while (!text.empty()) {
    char c = text.front();
    size_t length = isControl(c) && c != '\n' && c != '\t' ? 0 : utf8Length(text);
    if (length == 0)
      return false;
    text = text.drop_front(length);
  }
  return true;
}

std::string cogc::listOf(llvm::ArrayRef<StringRef> words) {
  return "`" + llvm::join(words, "`, `") + "`";
}

std::string cogc::didYouMean(StringRef word, llvm::ArrayRef<StringRef> words) {
  StringRef near = nearestWord(word, words);
  return near.empty() ? "" : "; did you mean `" + near.str() + "`?";
}
