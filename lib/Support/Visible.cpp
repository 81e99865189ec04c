//===- Visible.cpp - The user's text, safe to print -----------------------===//
#include "Render.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Unicode.h"

using namespace cogc;

llvm::StringRef cogc::severityName(Severity severity) {
  switch (severity) {
  case Severity::Error:
    return "error";
  case Severity::Warning:
    return "warning";
  case Severity::Remark:
    return "remark";
  case Severity::Note:
    return "note";
  }
  llvm_unreachable("all severities are named");
}

unsigned cogc::characterLength(llvm::StringRef text) {
  if (text.empty())
    return 0;
  auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.data());
  unsigned length = llvm::getNumBytesForUTF8(*begin);
  if (length > text.size() || !llvm::isLegalUTF8Sequence(begin, begin + length))
    return 0;
  return length;
}

/// The code point of a legal character.
static uint32_t codePoint(llvm::StringRef character) {
  auto *at = reinterpret_cast<const llvm::UTF8 *>(character.data());
  llvm::UTF32 point = 0;
  llvm::convertUTF8Sequence(&at, at + character.size(), &point, llvm::strictConversion);
  return point;
}

static std::string visibleCharacter(llvm::StringRef character) {
  if (llvm::isPrint(character.front()))
    return character.str();
  if (character == "\n")
    return "\\n";
  if (character == "\r")
    return "\\r";
  if (character == "\t")
    return "\\t";
  uint32_t point = codePoint(character);
  return llvm::sys::unicode::isPrintable(static_cast<int>(point))
             ? character.str()
             : llvm::formatv("<U+{0:X-4}>", point).str();
}

std::string cogc::visible(llvm::StringRef text) {
  std::string result;
  while (!text.empty()) {
    unsigned length = characterLength(text);
    if (length == 0)
      result += llvm::formatv("<{0:X-2}>", static_cast<uint8_t>(text.front())).str();
    else
      result += visibleCharacter(text.take_front(length));
    text = text.drop_front(std::max(length, 1u));
  }
  return result;
}
