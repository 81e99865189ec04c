#include "ExplainLayers.h"
#include "cogc/Frontend/ContextFiles.h"
#include "cogc/Frontend/DockerIgnore.h"
#include "cogc/IR/Layers.h"
#include "cogc/IR/Printer.h"
#include "cogc/Support/HumanSize.h"
#include "cogc/Support/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Path.h"

using namespace cogc;
using llvm::StringRef;

//===----------------------------------------------------------------------===//
// Sizes
//===----------------------------------------------------------------------===//

namespace {
struct Size {
  uint64_t bytes = 0;
  uint64_t files = 0;

  void add(const Size &other) {
    bytes += other.bytes;
    files += other.files;
  }
};

/// What is known of a layer's size before anything is built: what the compiler
/// writes, and what lies in the project.
class SizeReader {
public:
  explicit SizeReader(const Compilation &compilation)
      : compilation(compilation), plan(*compilation.plan) {}

  std::optional<Size> of(llvm::ArrayRef<Op> ops) const {
    Size all;
    for (const Op &op : ops) {
      std::optional<Size> one = of(op);
      if (!one)
        return std::nullopt;
      all.add(*one);
    }
    return all;
  }

private:
  std::optional<Size> of(const Op &op) const {
    if (const auto *file = op.getIf<FileOp>())
      return Size{file->contents.size(), 1};
    if (const auto *copy = op.getIf<CopyOp>())
      return ofCopy(*copy);
    bool isEmpty = op.getIf<MkdirOp>() || op.getIf<SymlinkOp>();
    return isEmpty ? std::optional(Size()) : std::nullopt;
  }

  std::optional<Size> ofCopy(const CopyOp &copy) const {
    if (const auto *name = copy.from.getIf<ContextState>()) {
      const Context *context = plan.findContext(name->name);
      return context && !context->given ? ofContext(*context, copy) : std::nullopt;
    }
    // Stages refer to earlier ones only, so this ends.
    const auto *name = copy.from.getIf<StageState>();
    const Stage *stage = name ? plan.findStage(name->name) : nullptr;
    bool isKnown = stage && stage->from.is<ScratchState>() && onlyPlacesFiles(*stage);
    return isKnown ? of(stage->ops) : std::nullopt;
  }

  /// Whether the copy takes the file at \p path of the context.
  static bool takes(const CopyOp &copy, StringRef path) {
    auto isBelow = [&](StringRef source) {
      source = source.trim('/');
      StringRef rest = path;
      return source.empty() || source == "." ||
             (rest.consume_front(source) && (rest.empty() || rest.starts_with("/")));
    };
    return llvm::any_of(copy.sources, isBelow) &&
           (copy.include.empty() || isIgnored(copy.include, path)) &&
           !isIgnored(copy.exclude, path);
  }

  std::optional<Size> ofContext(const Context &context, const CopyOp &copy) const {
    // Those of weights have been looked at.
    for (const WeightGroup &group : compilation.weights)
      if (group.name == context.name)
        return Size{group.size(), group.files.size()};
    llvm::SmallString<128> folder(compilation.project.root);
    llvm::sys::path::append(folder, context.path);
    ContextFiles sent(compilation.tree.fileSystem(), folder, context.exclude);
    Size all;
    bool isAll = sent.forEach([&](StringRef path) {
      if (!context.include.empty() && !isIgnored(context.include, path))
        return;
      std::optional<uint64_t> size = takes(copy, path) ? sent.sizeOf(path) : std::nullopt;
      if (size)
        all.add({*size, 1});
    });
    return isAll ? std::optional(all) : std::nullopt;
  }

  const Compilation &compilation;
  const Plan &plan;
};
} // namespace

//===----------------------------------------------------------------------===//
// Layers
//===----------------------------------------------------------------------===//

/// What the stages of a phase are there for.
static StringRef purposeOf(Phase phase) {
  switch (phase) {
  case Phase::ExportBase:
    return "what the base image needs beside itself";
  case Phase::ExportSystem:
    return "programs and libraries of the system";
  case Phase::ExportDeps:
    return "the Python environment";
  case Phase::ExportRun:
    return "a command of `run`";
  case Phase::ExportWeights:
    return "weights";
  case Phase::ExportApp:
    return "the project";
  case Phase::BuildBase:
  case Phase::BuildSystem:
  case Phase::BuildDeps:
  case Phase::BuildApp:
    return "files of a build stage";
  }
  llvm_unreachable("all phases have a purpose");
}

namespace {
class LayerExplainer {
public:
  LayerExplainer(const Compilation &compilation, llvm::raw_ostream &os)
      : compilation(compilation), sizes(compilation), os(os) {}

  void explain() {
    LayerStack stack = layersOf(*compilation.plan);
    os << (stack.base.empty() ? "no base image" : stack.base) << '\n';
    if (!stack.base.empty())
      os << "    the base image, with the layers that it has\n";
    for (auto [index, layer] : llvm::enumerate(stack.layers))
      explainOne(index + 1, layer);
  }

private:
  void explainOne(size_t number, const Layer &layer) {
    std::string title = layer.ops.empty() ? printState(*layer.source) : titleOf(layer.ops);
    StringRef line = StringRef(title).trim().split('\n').first;
    os << '\n' << number << "  ";
    if (layer.stage)
      os << '@' << layer.stage->name << ": ";
    os << visible(line) << (line.size() < StringRef(title).trim().size() ? " …" : "") << '\n';
    if (!layer.stage)
      return;
    os << "    " << purposeOf(layer.stage->phase) << "; " << renewalOf(*layer.stage) << '\n';
    if (std::optional<Size> size = sizes.of(layer.ops))
      os << "    " << humanSize(size->bytes) << " in " << size->files
         << (size->files == 1 ? " file" : " files") << '\n';
    else
      os << "    its size is known after the build\n";
    if (const Loc *place = placeOf(layer))
      os << "    asked for at " << visible(place->file) << ':' << place->line << ':'
         << place->column << '\n';
  }

  /// Why it is a layer of its own.
  static StringRef renewalOf(const Stage &stage) {
    if (stage.from.is<ScratchState>() && onlyPlacesFiles(stage))
      return "lies beside the others, made again only when its own files change";
    return "lies on those below, made again when one of them changes";
  }

  const Compilation &compilation;
  SizeReader sizes;
  llvm::raw_ostream &os;
};
} // namespace

void cogc::explainLayers(const Compilation &compilation, llvm::raw_ostream &os) {
  LayerExplainer(compilation, os).explain();
}
