#include "WeightReader.h"
#include "cogc/Support/AtomicFile.h"
#include "cogc/Support/Digest.h"
#include "cogc/Support/HumanSize.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include <chrono>

using namespace cogc;
using llvm::StringRef;
using Origin = WeightGroup::Origin;

//===----------------------------------------------------------------------===//
// Progress
//===----------------------------------------------------------------------===//

static int64_t milliseconds() {
  using namespace std::chrono;
  return duration_cast<std::chrono::milliseconds>(steady_clock::now().time_since_epoch()).count();
}

void ReadProgress::line(const llvm::Twine &text) {
  switch (style) {
  case Style::Silent:
    return;
  case Style::Json:
    os << "{\"level\":\"info\",\"msg\":\"" << text << "\"}\n"; // only our own words
    return;
  case Style::Lines:
    os << "cogc: " << text << '\n';
    return;
  case Style::Terminal:
    // Over the line that is there; the rest of it goes.
    os << "\rcogc: " << text << "\033[K";
    os.flush();
    return;
  }
}

void ReadProgress::begin(size_t files, size_t all, uint64_t bytes) {
  total = bytes;
  shown = milliseconds();
  if (files != 0)
    line("reading weights: " + llvm::Twine(files) + " of " + llvm::Twine(all) + " files are new, " +
         humanSize(bytes));
}

void ReadProgress::show() {
  shown = milliseconds();
  unsigned percent = total == 0 ? 100 : unsigned(double(done) * 100 / double(total));
  line("reading weights: " + humanSize(done) + " of " + humanSize(total) + ", " +
       llvm::Twine(percent) + " %");
}

void ReadProgress::add(uint64_t bytes) {
  done += bytes;
  int64_t pause = style == Style::Terminal ? 100 : 5000;
  if (style != Style::Silent && milliseconds() - shown >= pause)
    show();
}

void ReadProgress::end() {
  if (style == Style::Terminal && total != 0)
    os << "\r\033[K";
  os.flush();
}

//===----------------------------------------------------------------------===//
// The memo's file
//===----------------------------------------------------------------------===//

static std::string memoFile(StringRef folder) { return folder.str() + "/weight-digests"; }

static DigestMemo readMemo(StringRef folder) {
  auto buffer = llvm::MemoryBuffer::getFile(memoFile(folder), /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false, /*IsVolatile=*/true);
  return buffer ? DigestMemo::parse((*buffer)->getBuffer()) : DigestMemo();
}

void WeightReader::load() {
  if (!cacheFolder.empty())
    memo = readMemo(cacheFolder);
}

/// Another build may have written since; what it found stays.
void WeightReader::save() {
  if (cacheFolder.empty() || memo.empty())
    return;
  memo.merge(readMemo(cacheFolder));
  std::error_code code = llvm::sys::fs::create_directories(cacheFolder);
  llvm::Error error =
      code ? llvm::errorCodeToError(code) : writeFileAtomically(memoFile(cacheFolder), memo.str());
  if (error)
    diags.report(Diag::weight_digests, std::nullopt, cacheFolder, llvm::toString(std::move(error)));
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static std::string pathOf(StringRef root, const WeightGroup &group, const WeightFile &file) {
  llvm::SmallString<256> path;
  if (group.origin == Origin::Project)
    path = root;
  if (group.folder != ".")
    llvm::sys::path::append(path, group.folder);
  llvm::sys::path::append(path, file.path);
  return path.str().str();
}

void WeightReader::findFiles() {
  for (const WeightGroup &group : groups)
    for (const WeightFile &file : group.files) {
      if (group.origin == Origin::Net)
        continue;
      LocalFile each{&group, &file, pathOf(root, group, file), {}, {}};
      llvm::Expected<FileStamp> stamp = stampOf(each.path);
      if (!stamp) {
        report(Diag::weight_unreadable, file, llvm::toString(stamp.takeError()));
        continue;
      }
      each.stamp = *stamp;
      each.digests = memo.find(*stamp, !file.checksum.empty());
      files.push_back(std::move(each));
    }
}

void WeightReader::readFile(LocalFile &each, ReadProgress &progress) {
  auto now = [] {
    using namespace std::chrono;
    return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
  };
  llvm::Expected<FileDigests> digests =
      readDigests(each.path, each.stamp, !each.file->checksum.empty(),
                  [&](uint64_t bytes) { progress.add(bytes); });
  if (digests) {
    each.digests = *digests;
    memo.remember(each.stamp, std::move(*digests), now());
    return;
  }
  llvm::handleAllErrors(
      digests.takeError(), [&](const ChangedFile &) { report(Diag::weight_changed, *each.file); },
      [&](const llvm::ErrorInfoBase &error) {
        report(Diag::weight_unreadable, *each.file, error.message());
      });
}

void WeightReader::check(const LocalFile &each) {
  StringRef wanted = each.file->checksum;
  if (each.digests && !wanted.empty() && wanted.split(':').second != each.digests->sha256)
    report(Diag::weight_checksum, *each.file, each.digests->sha256);
}

/// The digest of what the group holds and where: `DIGEST PATH` lines.
static std::string joinLines(const std::map<std::string, std::string> &lines) {
  std::string text;
  for (auto &[path, digest] : lines)
    text += digest + "  " + path + "\n";
  return sha256Hex(text);
}

std::map<std::string, ContextIds> WeightReader::read(ReadProgress &progress) {
  load();
  findFiles();
  uint64_t bytes = 0;
  size_t unread = 0;
  for (const LocalFile &each : files)
    if (!each.digests) {
      ++unread;
      bytes += each.stamp.size;
    }
  progress.begin(unread, files.size(), bytes);
  std::map<std::string, std::map<std::string, std::string>> contents;
  for (LocalFile &each : files) {
    if (!each.digests)
      readFile(each, progress);
    check(each);
    if (each.digests)
      contents[each.group->name][each.file->path] = each.digests->blake3;
  }
  progress.end();
  if (unread != 0)
    save();
  std::map<std::string, ContextIds> ids;
  for (auto &[group, lines] : contents) {
    std::string digest = joinLines(lines);
    ids[group] = {digest, digest};
  }
  return ids;
}

void WeightReader::verify() {
  for (const LocalFile &each : files) {
    llvm::Expected<FileStamp> stamp = stampOf(each.path);
    bool isSame = stamp && *stamp == each.stamp;
    if (!stamp)
      llvm::consumeError(stamp.takeError());
    if (!isSame)
      report(Diag::weight_changed, *each.file);
  }
}
