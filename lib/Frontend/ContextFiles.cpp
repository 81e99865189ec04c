#include "cogc/Frontend/ContextFiles.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using llvm::StringRef;
namespace sys = llvm::sys;

static constexpr unsigned maxFiles = 200'000;
static constexpr unsigned maxDepth = 64;

ContextFiles::ContextFiles(llvm::vfs::FileSystem &fs, StringRef root,
                           std::vector<std::string> exclude)
    : fs(fs), root(root), exclude(std::move(exclude)),
      takesBack(llvm::any_of(this->exclude, [](StringRef each) { return each.starts_with("!"); })) {
}

std::string ContextFiles::absolute(StringRef path) const {
  if (root.empty())
    return path.empty() ? "." : path.str();
  return (root + (path.empty() ? "" : "/") + path).str();
}

void ContextFiles::walk(StringRef folder, unsigned depth) {
  std::error_code error;
  for (llvm::vfs::directory_iterator it = fs.dir_begin(absolute(folder), error), end;
       !error && it != end; it.increment(error)) {
    if (++seen > maxFiles) {
      isComplete = false;
      return;
    }
    StringRef name = sys::path::filename(it->path());
    std::string path = folder.empty() ? name.str() : (folder + "/" + name).str();
    bool isOut = isIgnored(exclude, path);
    if (it->type() != sys::fs::file_type::directory_file) {
      if (!isOut)
        visit(path);
    } else if (isOut && !takesBack) {
      continue;
    } else if (depth < maxDepth) {
      walk(path, depth + 1);
    } else {
      isComplete = false;
    }
  }
  isComplete &= !error;
}

bool ContextFiles::forEach(llvm::function_ref<void(StringRef path)> each) {
  visit = each;
  seen = 0;
  isComplete = true;
  walk("", 0);
  return isComplete;
}

std::optional<uint64_t> ContextFiles::sizeOf(StringRef path) const {
  sys::fs::file_status link;
  llvm::ErrorOr<llvm::vfs::Status> status = fs.status(absolute(path));
  if (!status || sys::fs::status(absolute(path), link, /*follow=*/false) ||
      link.type() != sys::fs::file_type::regular_file)
    return std::nullopt;
  return status->getSize();
}
