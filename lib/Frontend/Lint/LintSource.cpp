//===- LintSource.cpp - Weights among the source ---------------------------------===//
//
// The source is one layer, so each edit pushes it whole. Looking at all files of a
// project takes longer than a compile, so only `cogc check` and `explain` do.
//
//===----------------------------------------------------------------------------===//
#include "Lints.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using llvm::StringRef;
namespace vfs = llvm::vfs;

/// Smaller files cost little in any layer.
static constexpr uint64_t smallest = 10 << 20;
/// A project of more is looked at so far and no farther.
static constexpr unsigned maxFiles = 200'000;
static constexpr unsigned maxDepth = 64;

/// The forms in which frameworks keep weights.
static bool isWeights(StringRef name) {
  static constexpr llvm::StringLiteral ends[] = {
      ".safetensors", ".bin",        ".pt",       ".pth",     ".ckpt",    ".onnx",
      ".gguf",        ".ggml",       ".h5",       ".hdf5",    ".pb",      ".tflite",
      ".npz",         ".npy",        ".pkl",      ".joblib",  ".msgpack", ".engine",
      ".plan",        ".caffemodel", ".pdparams", ".weights", ".keras",   ".model"};
  return llvm::any_of(ends, [&](StringRef end) { return name.ends_with_insensitive(end); });
}

namespace {
struct FoundFile {
  std::string path;
  uint64_t size;
};

class Walker {
public:
  Walker(vfs::FileSystem &fs, StringRef root, std::vector<std::string> exclude)
      : fs(fs), root(root), exclude(std::move(exclude)),
        takesBack(
            llvm::any_of(this->exclude, [](StringRef each) { return each.starts_with("!"); })) {}

  /// The largest first.
  std::vector<FoundFile> find() {
    walk("", 0);
    llvm::sort(found, [](const FoundFile &left, const FoundFile &right) {
      return left.size != right.size ? left.size > right.size : left.path < right.path;
    });
    return std::move(found);
  }

private:
  std::string absolute(StringRef path) const {
    return root.empty() ? (path.empty() ? "." : path.str())
                        : (root + (path.empty() ? "" : "/") + path).str();
  }

  void walk(StringRef folder, unsigned depth) {
    std::error_code error;
    for (vfs::directory_iterator it = fs.dir_begin(absolute(folder), error), end;
         !error && it != end; it.increment(error)) {
      if (++seen > maxFiles)
        return;
      StringRef name = llvm::sys::path::filename(it->path());
      std::string path = folder.empty() ? name.str() : (folder + "/" + name).str();
      bool isFolder = it->type() == llvm::sys::fs::file_type::directory_file;
      bool isOut = isIgnored(exclude, path);
      // A `!` may take a file back out of a folder that is left out.
      if (isFolder && depth < maxDepth && (!isOut || takesBack))
        walk(path, depth + 1);
      if (!isFolder && !isOut && isWeights(name))
        add(std::move(path));
    }
  }

  /// A link is sent as a link.
  void add(std::string path) {
    llvm::sys::fs::file_status link;
    llvm::ErrorOr<vfs::Status> status = fs.status(absolute(path));
    if (llvm::sys::fs::status(absolute(path), link, /*follow=*/false) ||
        link.type() != llvm::sys::fs::file_type::regular_file)
      return;
    if (status && status->getSize() >= smallest)
      found.push_back({std::move(path), status->getSize()});
  }

  vfs::FileSystem &fs;
  StringRef root;
  std::vector<std::string> exclude;
  bool takesBack;
  unsigned seen = 0;
  std::vector<FoundFile> found;
};
} // namespace

static std::string readable(uint64_t size) {
  if (size >= 1'000'000'000)
    return llvm::formatv("{0:f1} GB", double(size) / 1e9).str();
  return llvm::formatv("{0:f0} MB", double(size) / 1e6).str();
}

static std::vector<std::string> excludes(const BlockContext &context) {
  std::vector<std::string> patterns;
  FileId file = context.tree.find(".dockerignore");
  if (file.isValid())
    patterns = readDockerIgnore(context.tree.contents(file));
  patterns.push_back(".cog");
  return patterns;
}

void cogc::lintSource(const BlockContext &context) {
  if (context.options.noSource)
    return;
  std::vector<FoundFile> files =
      Walker(context.tree.fileSystem(), context.tree.root(), excludes(context)).find();
  if (files.empty())
    return;
  uint64_t total = 0;
  for (const FoundFile &file : files)
    total += file.size;
  std::string names = "`" + files.front().path + "`";
  if (files.size() > 1)
    names += " and " + llvm::utostr(files.size() - 1) + " more";
  reportLint(context, Diag::weights_in_source, SourceRange(), readable(total), names);
}
