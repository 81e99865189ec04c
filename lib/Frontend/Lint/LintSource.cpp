//===- LintSource.cpp - Weights among the source ---------------------------------===//
//
// The source is one layer, so each edit pushes it whole. Looking at all files of a
// project takes longer than a compile, so only `cogc check` and `explain` do.
//
//===----------------------------------------------------------------------------===//
#include "Lints.h"
#include "cogc/Frontend/ContextFiles.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "cogc/Support/HumanSize.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;
using llvm::StringRef;

/// Smaller files cost little in any layer.
static constexpr uint64_t smallest = 10 << 20;

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
} // namespace

/// The largest first.
static std::vector<FoundFile> findWeightFiles(const BlockContext &context) {
  std::vector<std::string> exclude = projectIgnores(context.tree);
  exclude.push_back(".cog");
  ContextFiles sent(context.tree.fileSystem(), context.tree.root(), std::move(exclude));
  std::vector<FoundFile> found;
  // What can be seen of a project that is too large is better than nothing.
  (void)sent.forEach([&](StringRef path) {
    std::optional<uint64_t> size = isWeights(path) ? sent.sizeOf(path) : std::nullopt;
    if (size.value_or(0) >= smallest)
      found.push_back({path.str(), *size});
  });
  llvm::sort(found, [](const FoundFile &left, const FoundFile &right) {
    return left.size != right.size ? left.size > right.size : left.path < right.path;
  });
  return found;
}

void cogc::lintSource(const BlockContext &context) {
  if (context.options.noSource)
    return;
  std::vector<FoundFile> files = findWeightFiles(context);
  if (files.empty())
    return;
  uint64_t total = 0;
  for (const FoundFile &file : files)
    total += file.size;
  std::string names = "`" + files.front().path + "`";
  if (files.size() > 1)
    names += " and " + llvm::utostr(files.size() - 1) + " more";
  reportLint(context, Diag::weights_in_source, SourceRange(), humanSize(total), names);
}
