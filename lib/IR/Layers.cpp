#include "cogc/IR/Layers.h"
#include "cogc/IR/Printer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace cogc;

bool cogc::isFileOp(const Op &op) {
  return op.getIf<CopyOp>() || op.getIf<FileOp>() || op.getIf<MkdirOp>() || op.getIf<RmOp>() ||
         op.getIf<SymlinkOp>();
}

bool cogc::onlyPlacesFiles(const Stage &stage) {
  return llvm::all_of(stage.ops, [](const Op &op) { return isFileOp(op) && !op.getIf<RmOp>(); });
}

std::vector<const State *> cogc::mergeInputs(const State &state) {
  std::vector<const State *> result, open = {&state};
  while (!open.empty()) {
    const State *next = open.back();
    open.pop_back();
    const auto *merge = next->getIf<MergeState>();
    if (!merge) {
      result.push_back(next);
      continue;
    }
    for (const State &input : llvm::reverse(merge->inputs))
      open.push_back(&input);
  }
  return result;
}

/// `copy /a from @b to /c`, `mkdir /src`: an op without a title of its own.
static std::string describe(const Op &op) {
  if (auto *run = op.getIf<RunOp>())
    return run->command;
  std::string text = opKeyword(op).str() + " ";
  if (auto *copy = op.getIf<CopyOp>())
    return text + llvm::join(copy->sources, " ") + " from " + printState(copy->from) + " to " +
           copy->to;
  if (auto *file = op.getIf<FileOp>())
    return text + file->path;
  if (auto *mkdir = op.getIf<MkdirOp>())
    return text + mkdir->path;
  if (auto *rm = op.getIf<RmOp>())
    return text + rm->path;
  if (auto *symlink = op.getIf<SymlinkOp>())
    return text + symlink->path;
  llvm_unreachable("settings make no layer");
}

// What has no title is only described when nothing has one. Nobody reads more
// than a few.
std::string cogc::titleOf(llvm::ArrayRef<Op> ops) {
  constexpr size_t most = 10;
  bool hasTitle = llvm::any_of(ops, [](const Op &op) { return !op.title.empty(); });
  std::vector<std::string> texts;
  for (const Op &op : ops) {
    std::string text = hasTitle ? op.title : describe(op);
    if (!text.empty() && !llvm::is_contained(texts, text))
      texts.push_back(std::move(text));
    if (texts.size() == most)
      break;
  }
  return llvm::join(texts, ", ");
}

const Loc *cogc::placeOf(const Layer &layer) {
  for (const Op &op : layer.ops)
    if (!op.locs.empty())
      return &op.locs.front();
  return layer.stage && !layer.stage->locs.empty() ? &layer.stage->locs.front() : nullptr;
}

namespace {
/// Walks down with a list of what is left to do: stages can stand on each other
/// as deep as there are stages.
class Collector {
public:
  explicit Collector(const Plan &plan) {
    for (const Stage &stage : plan.stages)
      stages.try_emplace(stage.name, &stage);
    open.push_back({&plan.result.from, nullptr});
  }

  LayerStack collect() {
    // A stage may stand in many merges of merges; no engine takes that many.
    constexpr size_t most = 100'000;
    while (!open.empty() && result.layers.size() < most) {
      Work next = open.pop_back_val();
      if (next.state)
        addState(*next.state);
      else
        addOps(*next.stage);
    }
    return std::move(result);
  }

private:
  struct Work {
    const State *state;
    const Stage *stage;
  };

  void addState(const State &state) {
    if (const auto *merge = state.getIf<MergeState>()) {
      for (const State &input : llvm::reverse(merge->inputs))
        open.push_back({&input, nullptr});
    } else if (const auto *diff = state.getIf<DiffState>()) {
      open.push_back({&diff->inputs.back(), nullptr});
    } else if (const auto *name = state.getIf<StageState>()) {
      if (const Stage *stage = stages.lookup(name->name)) {
        open.push_back({nullptr, stage});
        open.push_back({&stage->from, nullptr});
      }
    } else if (const auto *image = state.getIf<ImageState>()) {
      if (result.base.empty())
        result.base = image->ref;
    } else if (state.is<HttpState>() || state.is<GitState>() || state.is<OciLayoutState>()) {
      result.layers.push_back({nullptr, {}, &state});
    }
  }

  void addOps(const Stage &stage) {
    llvm::ArrayRef<Op> ops = stage.ops;
    while (!ops.empty()) {
      bool isFile = isFileOp(ops.front());
      size_t count = isFile ? ops.take_while(isFileOp).size() : 1;
      if (isFile || ops.front().getIf<RunOp>())
        result.layers.push_back({&stage, ops.take_front(count), nullptr});
      ops = ops.drop_front(count);
    }
  }

  llvm::StringMap<const Stage *> stages;
  llvm::SmallVector<Work> open;
  LayerStack result;
};
} // namespace

LayerStack cogc::layersOf(const Plan &plan) { return Collector(plan).collect(); }
