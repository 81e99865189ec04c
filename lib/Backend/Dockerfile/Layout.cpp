//===- Layout.cpp - Which shape each stage takes in a Dockerfile -----------------===//
#include "Layout.h"
#include "Quote.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;
using namespace cogc::dockerfile;
using llvm::StringRef;

std::optional<Timestamp> dockerfile::fixedTime(const Op &op) {
  if (const auto *copy = op.getIf<CopyOp>())
    return copy->times;
  if (const auto *file = op.getIf<FileOp>())
    return file->times;
  if (const auto *mkdir = op.getIf<MkdirOp>())
    return mkdir->times;
  if (const auto *symlink = op.getIf<SymlinkOp>())
    return symlink->times;
  return std::nullopt;
}

bool dockerfile::isHeredocFile(const FileOp &file) {
  StringRef text = file.contents;
  bool endsLine = text.empty() || text.ends_with("\n");
  return endsLine && fitsHeredoc(text) && !StringRef(copyArguments({file.path})).starts_with("[");
}

bool dockerfile::isWorkdirLike(const MkdirOp &mkdir) {
  bool isRoot = mkdir.owner.empty() || mkdir.owner == "0:0";
  return mkdir.mode == 0755 && isRoot && quotedValue(mkdir.path);
}

Layout::Layout(const Plan &plan) {
  for (const Stage &stage : plan.stages)
    stages[stage.name].stage = &stage;
  markBases(plan);
  markLanding(plan);
  markConfig(plan.result.from);
  findShells(plan);
  for (const Stage &stage : plan.stages)
    stages[stage.name].shape = chooseShape(stage);
}

/// Every input of a merge but the first is only copied from; Inline stages are
/// those that nothing uses in any other way.
void Layout::markBases(const Plan &plan) {
  for (const Stage &stage : plan.stages) {
    useAsBase(stage.from);
    for (const Op &op : stage.ops)
      walkStates(op, [&](const State &state) { useAsSource(state); });
  }
  useAsBase(plan.result.from);
}

void Layout::useAsBase(const State &state) {
  if (const auto *stage = mergeInputs(state).front()->getIf<StageState>())
    stages[stage->name].isBase = true;
}

void Layout::useAsSource(const State &state) {
  if (const auto *stage = state.getIf<StageState>())
    stages[stage->name].isRead = true;
  else if (state.is<MergeState>())
    useAsBase(state);
}

/// Times travel along everything that keeps them: bases, merges, and copies
/// without times of their own.
void Layout::markLanding(const Plan &plan) {
  std::vector<const State *> open = {&plan.result.from};
  auto visit = [&](const State &state) {
    const auto *name = state.getIf<StageState>();
    if (!name || std::exchange(stages[name->name].lands, true))
      return;
    const Stage &stage = *stages[name->name].stage;
    open.push_back(&stage.from);
    for (const Op &op : stage.ops)
      if (const auto *copy = op.getIf<CopyOp>(); copy && !copy->times)
        open.push_back(&copy->from);
  };
  while (!open.empty()) {
    const State *next = open.back();
    open.pop_back();
    walkStates(*next, visit);
  }
}

void Layout::markConfig(const State &result) {
  const State *state = mergeInputs(result).front();
  while (const auto *name = state->getIf<StageState>()) {
    StageLayout &layout = stages[name->name];
    layout.inConfig = true;
    state = mergeInputs(layout.stage->from).front();
  }
  helperBase = state->getIf<ImageState>();
}

void Layout::findShells(const Plan &plan) {
  for (const Stage &stage : plan.stages) {
    const State *base = mergeInputs(stage.from).front();
    const auto *image = base->getIf<ImageState>();
    const auto *parent = base->getIf<StageState>();
    stages[stage.name].hasShell = image || (parent && stages[parent->name].hasShell);
    if (!helperBase)
      helperBase = image;
  }
}

/// Whether an instruction can do \p op in a stage that has no shell. Times
/// matter only where they reach the image.
static bool needsShell(const Op &op, bool lands) {
  if (lands && fixedTime(op))
    return true;
  if (const auto *file = op.getIf<FileOp>())
    return !isHeredocFile(*file);
  if (const auto *mkdir = op.getIf<MkdirOp>())
    return !isWorkdirLike(*mkdir);
  return op.getIf<SymlinkOp>() || op.getIf<RmOp>();
}

Shape Layout::chooseShape(const Stage &stage) const {
  const StageLayout &layout = of(stage.name);
  auto isRun = [](const Op &op) { return op.getIf<RunOp>() != nullptr; };
  if (layout.hasShell || llvm::any_of(stage.ops, isRun))
    return Shape::Plain;
  if (llvm::any_of(stage.ops, [&](const Op &op) { return needsShell(op, layout.lands); }))
    return Shape::Staged;
  // --link does nothing beside --chmod, so a copy with a mode cannot stand for
  // a layer of its own.
  const auto *copy = stage.ops.size() == 1 ? stage.ops.front().getIf<CopyOp>() : nullptr;
  bool onlyMerged = !layout.isBase && !layout.isRead;
  bool inlines = copy && !copy->mode && stage.from.is<ScratchState>() && onlyMerged;
  return inlines ? Shape::Inline : Shape::Plain;
}
