//===- AtomicFile.cpp - Output files that appear whole or not at all ------===//
#include "cogc/Support/AtomicFile.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

using namespace cogc;
namespace fs = llvm::sys::fs;

static llvm::Error lastError() {
  return llvm::createStringError(std::error_code(errno, std::generic_category()).message());
}

static llvm::Error writeAll(int descriptor, llvm::StringRef contents) {
  while (!contents.empty()) {
    ssize_t written = ::write(descriptor, contents.data(), contents.size());
    if (written >= 0)
      contents = contents.drop_front(written);
    else if (errno != EINTR)
      return lastError();
  }
  return llvm::Error::success();
}

/// Close can be what reports a full disk (NFS).
static llvm::Error closeFile(int descriptor) {
  return ::close(descriptor) == 0 ? llvm::Error::success() : lastError();
}

/// Devices and pipes cannot be renamed over: whoever made them wants the bytes
/// to go through.
static llvm::Error writeInPlace(const char *path, llvm::StringRef contents) {
  int descriptor = ::open(path, O_WRONLY | O_CLOEXEC);
  if (descriptor < 0)
    return lastError();
  llvm::Error error = writeAll(descriptor, contents);
  return llvm::joinErrors(std::move(error), closeFile(descriptor));
}

/// The mode that a new file gets from open(2).
static mode_t defaultMode() { return 0666 & ~static_cast<mode_t>(fs::getUmask()); }

/// Fills the open temporary file. Not synced to the disk: a compiler's output can
/// be made again after the machine has crashed, and a sync takes longer than a
/// compile.
static llvm::Error fill(int descriptor, llvm::StringRef contents, mode_t mode) {
  llvm::Error error = writeAll(descriptor, contents);
  if (!error && ::fchmod(descriptor, mode) != 0)
    error = lastError();
  return llvm::joinErrors(std::move(error), closeFile(descriptor));
}

static llvm::Error replace(llvm::StringRef path, llvm::StringRef contents, mode_t mode) {
  // The name is of no consequence: it is gone before we return.
  std::string temporary = (path + ".tmp-XXXXXX").str();
  int descriptor = ::mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0)
    return lastError();
  auto cleanup = llvm::make_scope_exit([&] { ::unlink(temporary.c_str()); });
  if (llvm::Error error = fill(descriptor, contents, mode))
    return error;
  if (::rename(temporary.c_str(), path.str().c_str()) != 0)
    return lastError();
  cleanup.release();
  return llvm::Error::success();
}

/// What the links at \p path lead to, there or not: a link stays a link and its
/// target is replaced. In a loop of links the end is one of them, and stat(2)
/// says so.
static llvm::SmallString<128> followLinks(llvm::StringRef path) {
  llvm::SmallString<128> target(path);
  char next[PATH_MAX];
  for (unsigned links = 0; links < 40; ++links) {
    ssize_t length = ::readlink(target.c_str(), next, sizeof(next));
    if (length <= 0 || length == sizeof(next))
      break;
    llvm::StringRef link(next, length);
    if (llvm::sys::path::is_absolute(link))
      target.clear();
    else
      llvm::sys::path::remove_filename(target);
    llvm::sys::path::append(target, link);
  }
  return target;
}

llvm::Error cogc::writeFileAtomically(llvm::StringRef path, llvm::StringRef contents) {
  if (path == "-")
    return writeAll(STDOUT_FILENO, contents);
  if (path.empty() || path.contains('\0'))
    return llvm::createStringError("this is not a file name");
  llvm::SmallString<128> target = followLinks(path);
  struct stat status;
  if (::stat(target.c_str(), &status) != 0)
    return errno == ENOENT ? replace(target, contents, defaultMode()) : lastError();
  if (S_ISDIR(status.st_mode))
    return llvm::createStringError("it is a directory");
  if (!S_ISREG(status.st_mode))
    return writeInPlace(target.c_str(), contents);
  return replace(target, contents, status.st_mode & 07777);
}
