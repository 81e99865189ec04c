//===- ValueForms.cpp - What well-formed values look like -------------------===//
#include "ValueForms.h"
#include "cogc/Support/Defaults.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Regex.h"

using namespace cogc;
using namespace llvm;

/// Longer texts match none of the patterns here; it also bounds their cost.
static constexpr size_t maxLength = 256;

static bool matches(StringRef text, StringRef pattern) {
  return text.size() <= maxLength && Regex(pattern).match(text);
}

std::optional<SmallVector<unsigned, 4>> cogc::parseDottedNumber(StringRef text) {
  SmallVector<StringRef> parts;
  text.split(parts, '.');
  SmallVector<unsigned, 4> numbers;
  for (StringRef part : parts) {
    bool leadingZero = part.size() > 1 && part.front() == '0';
    unsigned number = 0;
    if (leadingZero || part.size() > 4 || !all_of(part, isDigit) || part.getAsInteger(10, number))
      return std::nullopt;
    numbers.push_back(number);
  }
  return numbers;
}

bool cogc::isSupportedSdk(const Version &version) {
  return version.base() >= *Version::parse(minimumSdkVersion);
}

bool cogc::isPythonIdentifier(StringRef text) {
  auto isPart = [](char c) { return isAlnum(c) || c == '_' || uint8_t(c) >= 0x80; };
  return !text.empty() && !isDigit(text.front()) && all_of(text, isPart);
}

bool cogc::isEnvironmentName(StringRef text) {
  auto isPart = [](char c) { return isAlnum(c) || c == '_'; };
  return !text.empty() && !isDigit(text.front()) && all_of(text, isPart);
}

static constexpr StringLiteral reserved[] = {"PATH",
                                             "LD_LIBRARY_PATH",
                                             "PYTHONPATH",
                                             "VIRTUAL_ENV",
                                             "R8_*",
                                             "PYTHONUNBUFFERED",
                                             "REPLICATE_*",
                                             "LIBRARY_PATH",
                                             "CUDA_*",
                                             "NVIDIA_*",
                                             "NV_*",
                                             "PGET_*",
                                             "HF_ENDPOINT",
                                             "KUBERNETES_*",
                                             "HF_HUB_ENABLE_HF_TRANSFER"};

ArrayRef<StringLiteral> cogc::reservedEnvironmentNames() { return reserved; }

StringRef cogc::reservedEnvironmentName(StringRef name) {
  for (StringRef pattern : reserved) {
    StringRef prefix = pattern;
    if (prefix.consume_back("*") ? name.starts_with(prefix) : name == prefix)
      return pattern;
  }
  return "";
}

bool cogc::isAptWord(StringRef word) {
  return matches(word, "^([a-z0-9][a-z0-9+.*-]*(:[a-z0-9-]+)?([=/][A-Za-z0-9.+:~*-]+)?"
                       "|--?[A-Za-z][A-Za-z0-9.+:=~/_-]*)$");
}

/// The first part of a name is a registry when it could not be a path.
static bool isRegistry(StringRef part) {
  return part.contains('.') || part.contains(':') || part == "localhost";
}

static std::string repositoryMistake(StringRef repository) {
  SmallVector<StringRef> parts;
  repository.split(parts, '/');
  if (parts.size() > 1 && isRegistry(parts.front())) {
    if (!matches(parts.front(), "^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?$"))
      return ("`" + parts.front() + "` is not the name of a registry").str();
    parts.erase(parts.begin());
  }
  for (StringRef part : parts) {
    if (part.empty())
      return "a part of it is empty";
    if (any_of(part, isUpper))
      return "names are in lower case";
    if (!matches(part, "^[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*$"))
      return ("`" + part + "` is not made of letters and digits, joined by single `.`, `_` or `-`")
          .str();
  }
  return "";
}

std::string cogc::imageNameMistake(StringRef name, bool allowTag) {
  if (name.size() > maxLength)
    return "it is longer than 256 characters";
  if (name.contains("://"))
    return "a name has no `://`";
  auto [rest, digest] = name.split('@');
  size_t slash = rest.rfind('/');
  size_t colon = rest.find(':', slash == StringRef::npos ? 0 : slash);
  bool hasTag = colon != StringRef::npos, hasDigest = rest.size() != name.size();
  StringRef tag = hasTag ? rest.substr(colon + 1) : "";
  if ((hasTag || hasDigest) && !allowTag)
    return "it has a tag or a digest";
  if (hasTag && tag.empty())
    return "its tag is empty";
  if (hasTag && !matches(tag, "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$"))
    return ("`" + tag + "` is not a tag").str();
  if (hasDigest && !matches(digest, "^sha256:[0-9a-f]{64}$"))
    return "what follows `@` is not a `sha256:` digest";
  return repositoryMistake(rest.take_front(colon));
}

ProjectPath cogc::projectPath(StringRef written) {
  if (written.starts_with("/"))
    return {"", "is an absolute path"};
  SmallString<128> clean(written);
  sys::path::remove_dots(clean, /*remove_dot_dot=*/true, sys::path::Style::posix);
  StringRef path = clean;
  if (path == ".." || path.starts_with("../"))
    return {"", "leads out of the project"};
  if (path.empty() || path == ".")
    return {"", "names no file"};
  return {path.str(), ""};
}
