//===- Pep440Version.cpp - One Python version -------------------------------===//
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

namespace {

/// Takes a version apart from its left.
class VersionReader {
public:
  explicit VersionReader(StringRef text) : rest(text) {}

  std::optional<Version> read();

private:
  bool readEpochAndRelease(Version &version);
  bool readPre(Version &version);
  bool readPost(Version &version);
  bool readDev(Version &version);
  bool readLocal(Version &version);
  std::optional<uint64_t> takeNumber();
  std::optional<uint64_t> takeSuffixNumber();
  StringRef takeWord(llvm::ArrayRef<StringRef> words);

  std::string lower;
  StringRef rest;
};

} // namespace

/// More digits would not fit; nobody's version has them.
static constexpr size_t mostDigits = 18;

std::optional<uint64_t> VersionReader::takeNumber() {
  StringRef digits = rest.take_while(llvm::isDigit);
  uint64_t number = 0;
  if (digits.empty() || digits.size() > mostDigits || digits.getAsInteger(10, number))
    return std::nullopt;
  rest = rest.drop_front(digits.size());
  return number;
}

/// The number behind `rc` or `post`, with an optional separator; 0 without one.
std::optional<uint64_t> VersionReader::takeSuffixNumber() {
  if (!rest.empty() && StringRef("-_.").contains(rest.front()))
    rest = rest.drop_front();
  return rest.empty() || !llvm::isDigit(rest.front()) ? 0 : takeNumber();
}

/// The first of \p words that stands here, behind an optional separator.
StringRef VersionReader::takeWord(llvm::ArrayRef<StringRef> words) {
  StringRef behind = rest;
  if (!behind.empty() && StringRef("-_.").contains(behind.front()))
    behind = behind.drop_front();
  for (StringRef word : words)
    if (behind.consume_front(word)) {
      rest = behind;
      return word;
    }
  return "";
}

bool VersionReader::readEpochAndRelease(Version &version) {
  rest.consume_front("v");
  std::optional<uint64_t> number = takeNumber();
  if (number && rest.consume_front("!")) {
    version.epoch = *number;
    number = takeNumber();
  }
  while (number) {
    version.release.push_back(*number);
    if (rest.size() < 2 || rest[0] != '.' || !llvm::isDigit(rest[1]))
      return true;
    rest = rest.drop_front();
    number = takeNumber();
  }
  return false;
}

bool VersionReader::readPre(Version &version) {
  // Longer words first: `a` begins `alpha`.
  StringRef word = takeWord({"alpha", "beta", "preview", "pre", "rc", "a", "b", "c"});
  if (word.empty())
    return true;
  std::optional<uint64_t> number = takeSuffixNumber();
  if (!number)
    return false;
  auto kind = word.front() == 'a'   ? Version::Pre::Alpha
              : word.front() == 'b' ? Version::Pre::Beta
                                    : Version::Pre::Candidate;
  version.pre.emplace(kind, *number);
  return true;
}

bool VersionReader::readPost(Version &version) {
  // `1.0-1` is the old spelling of `1.0.post1`.
  if (rest.size() > 1 && rest[0] == '-' && llvm::isDigit(rest[1])) {
    rest = rest.drop_front();
    version.post = takeNumber();
    return version.post.has_value();
  }
  if (takeWord({"post", "rev", "r"}).empty())
    return true;
  version.post = takeSuffixNumber();
  return version.post.has_value();
}

bool VersionReader::readDev(Version &version) {
  if (takeWord({"dev"}).empty())
    return true;
  version.dev = takeSuffixNumber();
  return version.dev.has_value();
}

bool VersionReader::readLocal(Version &version) {
  if (!rest.consume_front("+"))
    return true;
  while (true) {
    StringRef part = rest.take_while(llvm::isAlnum);
    bool isNumber = llvm::all_of(part, llvm::isDigit);
    if (part.empty() || (isNumber && part.size() > mostDigits))
      return false;
    StringRef digits = part.ltrim('0');
    version.local.push_back(!isNumber ? part.str() : digits.empty() ? "0" : digits.str());
    rest = rest.drop_front(part.size());
    if (rest.empty() || !StringRef("-_.").contains(rest.front()))
      return true;
    rest = rest.drop_front();
  }
}

std::optional<Version> VersionReader::read() {
  lower = rest.trim().lower();
  rest = lower;
  Version version;
  bool good = readEpochAndRelease(version) && readPre(version) && readPost(version) &&
              readDev(version) && readLocal(version);
  return good && rest.empty() ? std::optional(std::move(version)) : std::nullopt;
}

std::optional<Version> Version::parse(StringRef text) { return VersionReader(text).read(); }

std::string Version::str() const {
  std::string text = epoch ? llvm::utostr(epoch) + "!" : "";
  for (size_t i = 0; i < release.size(); ++i)
    text += (i ? "." : "") + llvm::utostr(release[i]);
  if (pre)
    text += (pre->first == Pre::Alpha  ? "a"
             : pre->first == Pre::Beta ? "b"
                                       : "rc") +
            llvm::utostr(pre->second);
  if (post)
    text += ".post" + llvm::utostr(*post);
  if (dev)
    text += ".dev" + llvm::utostr(*dev);
  return local.empty() ? text : text + "+" + llvm::join(local, ".");
}

Version Version::base() const {
  Version result;
  result.epoch = epoch;
  result.release = release;
  return result;
}

Version Version::withoutLocal() const {
  Version result = *this;
  result.local.clear();
  return result;
}

static std::strong_ordering compareReleases(llvm::ArrayRef<uint64_t> left,
                                            llvm::ArrayRef<uint64_t> right) {
  for (size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    uint64_t a = i < left.size() ? left[i] : 0, b = i < right.size() ? right[i] : 0;
    if (a != b)
      return a <=> b;
  }
  return std::strong_ordering::equal;
}

/// Where a version stands among those with its release: `1.0.dev1` before
/// `1.0a1`, which is before `1.0` and `1.0.post1`.
static std::pair<int, uint64_t> preKey(const Version &version) {
  if (version.pre)
    return {1 + int(version.pre->first), version.pre->second};
  return {version.dev && !version.post ? 0 : 4, 0};
}

/// Text before numbers; numbers by value.
static std::strong_ordering compareLocal(StringRef left, StringRef right) {
  bool numbers[] = {llvm::all_of(left, llvm::isDigit), llvm::all_of(right, llvm::isDigit)};
  if (numbers[0] != numbers[1])
    return numbers[0] <=> numbers[1];
  if (numbers[0] && left.size() != right.size())
    return left.size() <=> right.size();
  return left.compare(right) <=> 0;
}

std::strong_ordering cogc::operator<=>(const Version &left, const Version &right) {
  if (auto order = left.epoch <=> right.epoch; order != 0)
    return order;
  if (auto order = compareReleases(left.release, right.release); order != 0)
    return order;
  if (auto order = preKey(left) <=> preKey(right); order != 0)
    return order;
  // No post-release comes first, no development release last.
  if (auto order = left.post <=> right.post; order != 0)
    return order;
  if (left.dev.has_value() != right.dev.has_value())
    return left.dev ? std::strong_ordering::less : std::strong_ordering::greater;
  if (auto order = left.dev <=> right.dev; order != 0)
    return order;
  for (size_t i = 0; i < std::min(left.local.size(), right.local.size()); ++i)
    if (auto order = compareLocal(left.local[i], right.local[i]); order != 0)
      return order;
  return left.local.size() <=> right.local.size();
}
