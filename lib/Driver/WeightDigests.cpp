#include "WeightDigests.h"
#include "Process.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/SHA256.h"
#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace cogc;
using llvm::StringRef;

char ChangedFile::ID = 0;

static constexpr int64_t second = 1'000'000'000;

static std::string reason(int code) {
  return std::error_code(code, std::generic_category()).message();
}

static FileStamp stampOf(const struct stat &status) {
  auto nanoseconds = [](const timespec &time) { return time.tv_sec * second + time.tv_nsec; };
  return {status.st_dev, status.st_ino, uint64_t(status.st_size), nanoseconds(status.st_mtim),
          nanoseconds(status.st_ctim)};
}

llvm::Expected<FileStamp> cogc::stampOf(const std::string &path) {
  struct stat status;
  if (::stat(path.c_str(), &status) != 0)
    return llvm::createStringError(reason(errno));
  if (!S_ISREG(status.st_mode))
    return llvm::createStringError("it is not a regular file");
  return ::stampOf(status);
}

namespace {
/// Both digests of what passes.
class Hasher {
public:
  explicit Hasher(bool withSha256) : withSha256(withSha256) {}

  void update(llvm::ArrayRef<uint8_t> bytes) {
    blake3.update(bytes);
    if (withSha256)
      sha256.update(bytes);
  }
  FileDigests take() {
    auto hex = [](auto digest) { return llvm::toHex(llvm::ArrayRef(digest), /*LowerCase=*/true); };
    return {hex(blake3.final()), withSha256 ? hex(sha256.final()) : ""};
  }

private:
  bool withSha256;
  llvm::BLAKE3 blake3;
  llvm::SHA256 sha256;
};
} // namespace

/// Whether the open file is still what \p stamp says.
static llvm::Error checkStamp(int file, const FileStamp &stamp) {
  struct stat status;
  if (::fstat(file, &status) != 0)
    return llvm::createStringError(reason(errno));
  return stampOf(status) == stamp ? llvm::Error::success() : llvm::make_error<ChangedFile>();
}

llvm::Expected<FileDigests> cogc::readDigests(const std::string &path, const FileStamp &stamp,
                                              bool withSha256,
                                              llvm::function_ref<void(uint64_t)> progress) {
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0)
    return llvm::createStringError(reason(errno));
  if (llvm::Error error = checkStamp(file.get(), stamp))
    return error;
  ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  Hasher hasher(withSha256);
  std::vector<uint8_t> buffer(1 << 20);
  while (true) {
    ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return llvm::createStringError(reason(errno));
    if (got == 0)
      break;
    hasher.update(llvm::ArrayRef(buffer.data(), size_t(got)));
    progress(uint64_t(got));
  }
  if (llvm::Error error = checkStamp(file.get(), stamp))
    return error;
  return hasher.take();
}

//===----------------------------------------------------------------------===//
// The memo
//===----------------------------------------------------------------------===//

static constexpr llvm::StringLiteral memoHeader = "cogc weight digests 1";

static bool isDigest(StringRef text) {
  return text.size() == 64 && llvm::all_of(text, llvm::isHexDigit);
}

/// `DEVICE INODE SIZE MODIFIED CHANGED BLAKE3 SHA256|-`.
static std::optional<std::pair<FileStamp, FileDigests>> parseLine(StringRef line) {
  llvm::SmallVector<StringRef> words;
  line.split(words, ' ');
  FileStamp stamp;
  if (words.size() != 7 || words[0].getAsInteger(10, stamp.device) ||
      words[1].getAsInteger(10, stamp.inode) || words[2].getAsInteger(10, stamp.size) ||
      words[3].getAsInteger(10, stamp.modified) || words[4].getAsInteger(10, stamp.changed))
    return std::nullopt;
  if (!isDigest(words[5]) || (words[6] != "-" && !isDigest(words[6])))
    return std::nullopt;
  return std::pair(stamp, FileDigests{words[5].str(), words[6] == "-" ? "" : words[6].str()});
}

DigestMemo DigestMemo::parse(StringRef text) {
  DigestMemo memo;
  if (!text.consume_front((memoHeader + "\n").str()))
    return memo;
  for (StringRef line : llvm::split(text, '\n'))
    if (auto entry = parseLine(line))
      memo.entries[entry->first] = {std::move(entry->second), memo.next++};
  return memo;
}

std::string DigestMemo::str() const {
  std::vector<const std::pair<const FileStamp, Entry> *> list;
  for (const auto &entry : entries)
    list.push_back(&entry);
  llvm::sort(list, [](auto *a, auto *b) { return a->second.order < b->second.order; });
  std::string text = memoHeader.str() + "\n";
  llvm::raw_string_ostream os(text);
  size_t drop = list.size() > mostKept ? list.size() - mostKept : 0;
  for (const auto *entry : llvm::ArrayRef(list).drop_front(drop)) {
    const FileStamp &stamp = entry->first;
    const FileDigests &digests = entry->second.digests;
    os << stamp.device << ' ' << stamp.inode << ' ' << stamp.size << ' ' << stamp.modified << ' '
       << stamp.changed << ' ' << digests.blake3 << ' '
       << (digests.sha256.empty() ? "-" : StringRef(digests.sha256)) << '\n';
  }
  return text;
}

std::optional<FileDigests> DigestMemo::find(const FileStamp &stamp, bool withSha256) const {
  auto it = entries.find(stamp);
  if (it == entries.end() || (withSha256 && it->second.digests.sha256.empty()))
    return std::nullopt;
  return it->second.digests;
}

void DigestMemo::remember(const FileStamp &stamp, FileDigests digests, int64_t now) {
  if (std::max(stamp.modified, stamp.changed) + 2 * second > now)
    return;
  entries[stamp] = {std::move(digests), next++};
}

void DigestMemo::merge(const DigestMemo &other) {
  for (const auto &[stamp, entry] : other.entries)
    if (entries.try_emplace(stamp, Entry{entry.digests, next}).second)
      ++next;
}
