//===- Quote.cpp - Values as a Dockerfile must spell them ----------------------===//
#include "Quote.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/ConvertUTF.h"

using namespace cogc;
using llvm::StringRef;

/// BuildKit's scanner gives up at 64 KiB; a margin for the continuation.
static constexpr size_t maxLine = 65000;

static bool isUTF8(StringRef text) {
  auto *begin = reinterpret_cast<const llvm::UTF8 *>(text.begin());
  return llvm::isLegalUTF8String(&begin, reinterpret_cast<const llvm::UTF8 *>(text.end()));
}

bool dockerfile::isReadable(StringRef text) { return !text.contains('\0') && isUTF8(text); }

/// \p text with a backslash before each of \p special.
static std::string escape(StringRef text, StringRef special) {
  std::string result;
  for (char c : text) {
    if (special.contains(c))
      result += '\\';
    result += c;
  }
  return result;
}

std::optional<std::string> dockerfile::quotedValue(StringRef value) {
  if (!isReadable(value) || value.contains('\n'))
    return std::nullopt;
  return "\"" + escape(value, "\\\"$") + "\"";
}

/// For the word processor that removes quotes and expands `$`.
static std::string escapeWord(StringRef word) { return escape(word, "\\\"'$"); }

static bool isBareCopyWord(StringRef word) {
  auto isHarmless = [](char c) { return llvm::isPrint(c) && c != ' '; };
  return !word.empty() && !word.starts_with("--") && llvm::all_of(word, isHarmless);
}

std::string dockerfile::copyArguments(llvm::ArrayRef<std::string> words) {
  std::vector<std::string> escaped;
  for (StringRef word : words)
    escaped.push_back(escapeWord(word));
  bool bare = llvm::all_of(escaped, isBareCopyWord) && !StringRef(escaped.front()).starts_with("[");
  return bare ? llvm::join(escaped, " ") : jsonArray(escaped);
}

std::optional<std::string> dockerfile::flag(StringRef name, StringRef value) {
  if (!llvm::all_of(value, llvm::isPrint))
    return std::nullopt;
  return ("--" + name + "=").str() + escape(value, "\\\"' ");
}

std::string dockerfile::mountField(StringRef key, StringRef value) {
  std::string field = (key + "=").str() + escapeWord(value);
  if (StringRef(field).find_first_of("\",") == StringRef::npos)
    return field;
  std::string quoted = "\"";
  for (char c : field)
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  return quoted + "\"";
}

std::string dockerfile::jsonArray(llvm::ArrayRef<std::string> words) {
  std::string result = "[";
  for (StringRef word : words) {
    if (result.size() > 1)
      result += ", ";
    result += jsonQuote(word);
  }
  return result + "]";
}

std::string dockerfile::bareOr(StringRef word, std::string quoted) {
  auto isBare = [](char c) { return llvm::isAlnum(c) || StringRef("_-./:").contains(c); };
  bool bare = !word.empty() && !word.starts_with("-") && llvm::all_of(word, isBare);
  return bare ? word.str() : std::move(quoted);
}

std::string dockerfile::octal(unsigned mode) {
  std::string digits;
  for (; mode != 0 || digits.size() < 3; mode >>= 3)
    digits.insert(digits.begin(), char('0' + (mode & 7)));
  return "0" + digits;
}

bool dockerfile::isPlainCommand(StringRef text) {
  // The ends are trimmed, `[` may be JSON, `--` a flag, `#` (behind a
  // continuation) a comment, `<<` a heredoc, `\` at the end a continuation.
  static constexpr StringRef opening = "\"'`({/.:_$!";
  static constexpr StringRef closing = "\"'`)]}/.;*+-_=%,:?!@$&>";
  if (text.empty() || text.size() > maxLine || !isUTF8(text) || text.contains("<<"))
    return false;
  auto isControl = [](char c) { return uint8_t(c) < 0x20 || c == 0x7f; };
  return (llvm::isAlnum(text.front()) || opening.contains(text.front())) &&
         (llvm::isAlnum(text.back()) || closing.contains(text.back())) &&
         llvm::none_of(text, isControl);
}

bool dockerfile::fitsHeredoc(StringRef text) {
  auto isBad = [](char c) { return (uint8_t(c) < 0x20 && c != '\n' && c != '\t') || c == 0x7f; };
  if (!isUTF8(text) || llvm::any_of(text, isBad))
    return false;
  return llvm::all_of(llvm::split(text, '\n'),
                      [](StringRef line) { return line.size() < maxLine; });
}

std::string dockerfile::heredocDelimiter(StringRef text) {
  llvm::StringSet<> taken;
  for (StringRef line : llvm::split(text, '\n'))
    if (line.starts_with("EOF"))
      taken.insert(line);
  std::string delimiter = "EOF";
  for (unsigned n = 2; taken.contains(delimiter); ++n)
    delimiter = "EOF" + std::to_string(n);
  return delimiter;
}

/// The last place in the first \p limit bytes where the line can be cut: the
/// character before must not be a backslash, and the next line must not look
/// empty or like a comment.
static size_t cutPoint(StringRef line, size_t limit) {
  // Letters only; the lead bytes left out begin Unicode's blanks.
  auto isLetter = [](char c) {
    return llvm::isAlnum(c) || uint8_t(c) >= 0xe4 || (uint8_t(c) >= 0xc4 && uint8_t(c) <= 0xdf);
  };
  for (size_t i = limit; i > 0; --i)
    if (line[i - 1] != '\\' && isLetter(line[i]))
      return i;
  return 0;
}

std::optional<std::string> dockerfile::foldLine(StringRef line) {
  std::string result;
  while (line.size() > maxLine) {
    size_t cut = cutPoint(line, maxLine - 2);
    if (cut == 0)
      return std::nullopt;
    result += (line.take_front(cut) + "\\\n").str();
    line = line.drop_front(cut);
  }
  return result + line.str();
}
