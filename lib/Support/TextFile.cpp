//===- TextFile.cpp - Whether a file is text that we can read ----------------===//
#include "cogc/Support/TextFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

using namespace cogc;
using namespace llvm;

bool cogc::startsWithUtf16Mark(StringRef bytes) {
  return bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
}

uint32_t cogc::utf8MarkLength(StringRef bytes) { return bytes.starts_with("\xef\xbb\xbf") ? 3 : 0; }

/// The offset of the first byte that does not belong to UTF-8, or npos.
static size_t findInvalidUtf8(StringRef bytes) {
  const auto *position = reinterpret_cast<const UTF8 *>(bytes.begin());
  const auto *end = reinterpret_cast<const UTF8 *>(bytes.end());
  const auto *begin = position;
  return isLegalUTF8String(&position, end) ? StringRef::npos : size_t(position - begin);
}

static SourceRange byteAt(FileId file, size_t offset) {
  return {file, uint32_t(offset), uint32_t(offset) + 1};
}

bool cogc::checkUtf8(FileId file, const SourceTree &tree, DiagnosticEngine &diags) {
  StringRef bytes = tree.contents(file);
  if (startsWithUtf16Mark(bytes)) {
    diags.report(Diag::utf16_text, SourceRange{file, 0, 0}, tree.name(file));
    return false;
  }
  size_t invalid = findInvalidUtf8(bytes);
  size_t nul = bytes.substr(0, invalid).find('\0');
  if (nul != StringRef::npos) {
    diags.report(Diag::nul_byte, byteAt(file, nul));
    return false;
  }
  if (invalid != StringRef::npos) {
    std::string byte = utohexstr(uint8_t(bytes[invalid]), /*LowerCase=*/true, 2);
    diags.report(Diag::not_utf8, byteAt(file, invalid), byte);
    return false;
  }
  return true;
}
