//===- SourceTree.cpp - The project's files, as one compile sees them -----===//
#include "cogc/Support/SourceTree.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"
#include <algorithm>
#include <cassert>

using namespace cogc;
namespace path = llvm::sys::path;

/// `file` without a leading `./` and without the root in front, so that all
/// spellings of one path share one id. `..` stays: behind a link it is not what
/// it looks like.
static std::string nameOf(llvm::StringRef file, llvm::StringRef root) {
  llvm::SmallString<128> name(file);
  path::remove_dots(name, /*remove_dot_dot=*/false);
  llvm::SmallString<128> base(root);
  path::remove_dots(base, /*remove_dot_dot=*/false);
  llvm::StringRef rest = name;
  if (path::is_absolute(rest) && rest.consume_front(base) && rest.consume_front("/"))
    return path::convert_to_slash(rest);
  return path::convert_to_slash(name);
}

static llvm::Error failure(llvm::StringRef name, const llvm::Twine &reason) {
  return llvm::createStringError("cannot read `" + name + "`: " + reason);
}

/// Why a file of this kind cannot be read; empty when it can.
static std::string refusal(const llvm::vfs::Status &status) {
  if (status.isDirectory())
    return "it is a directory";
  if (!status.isRegularFile())
    return "it is not a regular file";
  if (status.getSize() > SourceTree::maxFileSize)
    return llvm::formatv("it has {0} bytes, more than the {1} MiB that are read", status.getSize(),
                         SourceTree::maxFileSize >> 20);
  return "";
}

SourceTree::SourceTree(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> fs, std::string root)
    : fs(std::move(fs)), rootPath(std::move(root)) {}

SourceTree SourceTree::onDisk(std::string root) {
  return SourceTree(llvm::vfs::getRealFileSystem(), std::move(root));
}

std::string SourceTree::absolute(llvm::StringRef file) const {
  if (path::is_absolute(file) || rootPath.empty())
    return file.str();
  llvm::SmallString<128> joined(rootPath);
  path::append(joined, file);
  return joined.str().str();
}

llvm::Expected<FileId> SourceTree::open(llvm::StringRef file) {
  std::string name = nameOf(file, rootPath);
  if (FileId known = find(name); known.isValid())
    return known;
  // A NUL would cut the path short on its way to the system.
  if (file.contains('\0'))
    return failure(name, "its name has a NUL character");
  // The status comes first: opening a pipe would wait for a writer.
  std::string full = absolute(file);
  llvm::ErrorOr<llvm::vfs::Status> status = fs->status(full);
  if (!status)
    return failure(name, status.getError().message());
  if (std::string reason = refusal(*status); !reason.empty())
    return failure(name, reason);
  // Volatile: a mapped file that someone shortens would end the process.
  auto buffer = fs->getBufferForFile(full, /*FileSize=*/-1, /*RequiresNullTerminator=*/true,
                                     /*IsVolatile=*/true);
  if (!buffer)
    return failure(name, buffer.getError().message());
  if ((*buffer)->getBufferSize() > maxFileSize)
    return failure(name, "it grew while it was read");
  return insert(name, std::move(*buffer));
}

FileId SourceTree::add(llvm::StringRef name, llvm::StringRef contents) {
  assert(contents.size() <= maxFileSize && "the caller bounds what it adds");
  return insert(name.str(), llvm::MemoryBuffer::getMemBufferCopy(contents, name));
}

FileId SourceTree::insert(std::string name, std::unique_ptr<llvm::MemoryBuffer> buffer) {
  FileId id{static_cast<uint32_t>(files.size())};
  byName.try_emplace(name, id.index);
  files.push_back(File{std::move(name), std::move(buffer), {}});
  return id;
}

bool SourceTree::isFile(llvm::StringRef file) const {
  llvm::ErrorOr<llvm::vfs::Status> status = fs->status(absolute(file));
  return status && status->isRegularFile();
}

bool SourceTree::isDirectory(llvm::StringRef file) const {
  llvm::ErrorOr<llvm::vfs::Status> status = fs->status(absolute(file));
  return status && status->isDirectory();
}

FileId SourceTree::find(llvm::StringRef name) const {
  auto it = byName.find(name);
  return it == byName.end() ? FileId() : FileId{it->second};
}

llvm::StringRef SourceTree::name(FileId file) const {
  assert(file.index < files.size() && "a file of another tree");
  return files[file.index].name;
}

llvm::StringRef SourceTree::contents(FileId file) const {
  assert(file.index < files.size() && "a file of another tree");
  return files[file.index].buffer->getBuffer();
}

llvm::StringRef SourceTree::text(SourceRange range) const {
  return range.isValid() ? contents(range.file).slice(range.begin, range.end) : llvm::StringRef();
}

const std::vector<uint32_t> &SourceTree::lineStarts(FileId file) const {
  llvm::StringRef bytes = contents(file);
  std::vector<uint32_t> &starts = files[file.index].lineStarts;
  if (!starts.empty())
    return starts;
  starts.push_back(0);
  for (size_t at = bytes.find('\n'); at != llvm::StringRef::npos; at = bytes.find('\n', at + 1))
    starts.push_back(static_cast<uint32_t>(at + 1));
  return starts;
}

LineColumn SourceTree::position(FileId file, uint32_t offset) const {
  const std::vector<uint32_t> &starts = lineStarts(file);
  offset = std::min<uint32_t>(offset, contents(file).size());
  auto next = std::upper_bound(starts.begin(), starts.end(), offset);
  uint32_t line = static_cast<uint32_t>(next - starts.begin());
  return {line, offset - starts[line - 1] + 1};
}

llvm::StringRef SourceTree::line(FileId file, uint32_t line) const {
  const std::vector<uint32_t> &starts = lineStarts(file);
  if (line == 0 || line > starts.size())
    return "";
  llvm::StringRef rest = contents(file).substr(starts[line - 1]);
  llvm::StringRef text = rest.take_until([](char c) { return c == '\n'; });
  // The `\r` belongs to the line's end only where there is a `\n`.
  if (text.size() < rest.size())
    text.consume_back("\r");
  return text;
}

uint32_t SourceTree::offsetOf(FileId file, LineColumn position) const {
  const std::vector<uint32_t> &starts = lineStarts(file);
  uint32_t size = static_cast<uint32_t>(contents(file).size());
  if (position.line == 0)
    return 0;
  if (position.line > starts.size())
    return size;
  uint64_t column = position.column == 0 ? 0 : position.column - 1;
  uint32_t next = position.line < starts.size() ? starts[position.line] : size;
  return static_cast<uint32_t>(std::min<uint64_t>(starts[position.line - 1] + column, next));
}

Loc SourceTree::locate(SourceRange range) const {
  if (!range.isValid())
    return Loc();
  LineColumn begin = position(range.file, range.begin);
  // The end is exclusive: the last byte says on which line the range ends.
  uint32_t last = range.end > range.begin ? range.end - 1 : range.begin;
  return {name(range.file).str(), begin.line, begin.column, position(range.file, last).line};
}
