#include "LayerDiff.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"
#include <archive.h>
#include <archive_entry.h>
#include <memory>
#include <vector>

using namespace cogc;

namespace {
struct Closer {
  void operator()(archive *reader) const { archive_read_free(reader); }
};

/// One archive, entry by entry.
class Layer {
public:
  static llvm::Expected<Layer> open(llvm::StringRef path) {
    Layer layer;
    layer.reader.reset(archive_read_new());
    archive_read_support_format_tar(layer.reader.get());
    archive_read_support_filter_gzip(layer.reader.get());
    constexpr size_t block = 1 << 16;
    if (archive_read_open_filename(layer.reader.get(), path.str().c_str(), block) != ARCHIVE_OK)
      return layer.failure();
    return layer;
  }

  /// Whether there is another entry.
  llvm::Expected<bool> next() {
    int status = archive_read_next_header(reader.get(), &entry);
    if (status == ARCHIVE_EOF) {
      entry = nullptr;
      return false;
    }
    if (status < ARCHIVE_WARN)
      return failure();
    return true;
  }

  /// The next part of the entry's contents; empty at its end.
  llvm::Expected<llvm::StringRef> read() {
    la_ssize_t size = archive_read_data(reader.get(), buffer.data(), buffer.size());
    if (size < 0)
      return failure();
    return llvm::StringRef(buffer.data(), size_t(size));
  }

  std::string path() const {
    llvm::StringRef name = text(archive_entry_pathname(entry));
    name.consume_front("./");
    return ("/" + name.trim('/')).str();
  }

  static llvm::StringRef text(const char *chars) { return chars ? chars : ""; }

  archive_entry *entry = nullptr;

private:
  llvm::Error failure() const {
    return llvm::createStringError(text(archive_error_string(reader.get())));
  }

  std::unique_ptr<archive, Closer> reader;
  std::vector<char> buffer = std::vector<char>(1 << 16);
};
} // namespace

static std::string both(llvm::StringRef what, const llvm::Twine &first, const llvm::Twine &second) {
  return ("its " + what + ", " + first + " and " + second).str();
}

static std::string timeOf(archive_entry *entry) {
  std::string text;
  llvm::raw_string_ostream os(text);
  os << archive_entry_mtime(entry);
  if (long nanoseconds = archive_entry_mtime_nsec(entry))
    os << llvm::format(".%09ld", nanoseconds);
  return text;
}

static std::string ownerOf(archive_entry *entry) {
  return std::to_string(archive_entry_uid(entry)) + ":" + std::to_string(archive_entry_gid(entry));
}

static std::string xattrsOf(archive_entry *entry) {
  std::string all;
  const char *name;
  const void *value;
  size_t size;
  archive_entry_xattr_reset(entry);
  while (archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK)
    all += name + std::string("=") + std::string(static_cast<const char *>(value), size) + "\n";
  return all;
}

static std::string modeOf(archive_entry *entry) {
  std::string text;
  llvm::raw_string_ostream(text) << llvm::format("%04o", unsigned(archive_entry_perm(entry)));
  return text;
}

/// What differs in the headers, or empty. Times are left for later.
static std::string compareHeaders(archive_entry *a, archive_entry *b) {
  if (archive_entry_filetype(a) != archive_entry_filetype(b))
    return "what it is (a file, a folder, a link)";
  if (archive_entry_perm(a) != archive_entry_perm(b))
    return both("mode", modeOf(a), modeOf(b));
  if (ownerOf(a) != ownerOf(b))
    return both("owner", ownerOf(a), ownerOf(b));
  llvm::StringRef target = Layer::text(archive_entry_symlink(a));
  if (llvm::StringRef other = Layer::text(archive_entry_symlink(b)); target != other)
    return both("target", visible(target), visible(other));
  if (Layer::text(archive_entry_hardlink(a)) != Layer::text(archive_entry_hardlink(b)))
    return "the file that it is another name of";
  if (xattrsOf(a) != xattrsOf(b))
    return "its extended attributes";
  return "";
}

/// The place of the first byte that differs, or nothing.
static llvm::Expected<std::optional<uint64_t>> compareContents(Layer &a, Layer &b) {
  uint64_t offset = 0;
  llvm::StringRef left, right;
  for (;;) {
    if (left.empty())
      if (llvm::Error error = a.read().moveInto(left))
        return error;
    if (right.empty())
      if (llvm::Error error = b.read().moveInto(right))
        return error;
    size_t size = std::min(left.size(), right.size());
    if (size == 0)
      return left.size() == right.size() ? std::nullopt : std::optional(offset);
    auto mismatch = std::mismatch(left.begin(), left.begin() + size, right.begin()).first;
    if (mismatch != left.begin() + size)
      return offset + uint64_t(mismatch - left.begin());
    offset += size;
    left = left.drop_front(size);
    right = right.drop_front(size);
  }
}

/// What differs in the entries that both stand at.
static llvm::Expected<std::string> compareEntries(Layer &a, Layer &b) {
  std::string header = compareHeaders(a.entry, b.entry);
  if (!header.empty())
    return header;
  llvm::Expected<std::optional<uint64_t>> byte = compareContents(a, b);
  if (!byte)
    return byte.takeError();
  if (*byte)
    return "its contents, from byte " + std::to_string(**byte) + " on";
  return std::string();
}

/// A file of one archive that the other does not have. Both are sorted the same
/// way, so the smaller name is the one too many.
static LayerDifference missing(const Layer *a, const Layer *b) {
  bool onlyFirst = !b || (a && a->path() < b->path());
  return {onlyFirst ? a->path() : b->path(),
          onlyFirst ? "the second build has not made it" : "the first build had not made it"};
}

llvm::Expected<std::optional<LayerDifference>> cogc::firstDifference(llvm::StringRef first,
                                                                     llvm::StringRef second) {
  llvm::Expected<Layer> a = Layer::open(first);
  if (!a)
    return a.takeError();
  llvm::Expected<Layer> b = Layer::open(second);
  if (!b)
    return b.takeError();
  std::optional<LayerDifference> time;
  for (;;) {
    llvm::Expected<bool> left = a->next();
    if (!left)
      return left.takeError();
    llvm::Expected<bool> right = b->next();
    if (!right)
      return right.takeError();
    if (!*left && !*right)
      return time;
    if (!*left || !*right || a->path() != b->path())
      return missing(*left ? &*a : nullptr, *right ? &*b : nullptr);
    llvm::Expected<std::string> what = compareEntries(*a, *b);
    if (!what)
      return what.takeError();
    if (!what->empty())
      return LayerDifference{a->path(), *what};
    if (!time && timeOf(a->entry) != timeOf(b->entry))
      time = {a->path(), both("time", timeOf(a->entry), timeOf(b->entry)) +
                             "; the times are all that differs"};
  }
}
