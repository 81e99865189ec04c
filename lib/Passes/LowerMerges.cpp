//===- LowerMerges.cpp - With --no-merge: copies in place of merges -------------===//
//
// Docker's classic store has no merges. With --no-merge each part of a merge is
// laid over the part before it:
//
//   a stage from scratch that only places    starts from the part before it, so
//   files and has this place alone           that its files are its layer
//   every other part                         is copied, in a stage of its own
//
// What is removed in a part (a merge would remove it below, too) comes back by
// this: a copy brings files only. Our own plans have no such parts.
//
//===----------------------------------------------------------------------------===//
#include "cogc/IR/Layers.h"
#include "cogc/IR/Printer.h"
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include <map>

using namespace cogc;

namespace {
class MergeLowerer {
public:
  explicit MergeLowerer(Plan &plan) : plan(plan) {}

  PassResult run() {
    findPlaces();
    for (Stage &stage : std::exchange(plan.stages, {}))
      take(std::move(stage));
    lower(plan.result.from, Phase::ExportApp);
    // Those that no merge has taken.
    for (auto &[name, stage] : waiting)
      plan.stages.push_back(std::move(stage));
    return changed ? PassResult::Changed : PassResult::Unchanged;
  }

private:
  //===--- where each stage is used ---------------------------------------===//

  void findPlaces() {
    walkStates(std::as_const(plan), [this](const State &state) {
      if (auto *stage = state.getIf<StageState>())
        ++uses[stage->name];
      if (state.is<MergeState>())
        findPlaces(state);
    });
  }

  void findPlaces(const State &merge) {
    std::string below;
    for (const State *input : mergeInputs(merge)) {
      auto *stage = input->getIf<StageState>();
      if (stage && !below.empty()) {
        --uses[stage->name];
        places[stage->name].insert(below);
      }
      below += printState(*input) + ",";
    }
  }

  /// Whether \p stage may start from what lies below it: nothing sees it alone,
  /// or below something else.
  bool hasOnePlace(const Stage &stage) const {
    return stage.from.is<ScratchState>() && onlyPlacesFiles(stage) &&
           uses.lookup(stage.name) == 0 && places.lookup(stage.name).size() == 1;
  }

  //===--- stages, in their order ------------------------------------------===//

  void take(Stage stage) {
    names.insert(stage.name);
    if (hasOnePlace(stage)) {
      waiting.emplace(stage.name, std::move(stage));
      return;
    }
    lower(stage.from, stage.phase);
    for (Op &op : stage.ops)
      walkStates(op, [&](State &state) { lower(state, stage.phase); });
    plan.stages.push_back(std::move(stage));
  }

  void lower(State &state, Phase phase) {
    walkStates(state, [&](State &part) {
      if (part.is<MergeState>())
        part = stacked(part, phase);
    });
  }

  State stacked(const State &merge, Phase phase) {
    changed = true;
    std::string below;
    State top = State::scratch();
    for (const State *input : mergeInputs(merge)) {
      bool isFirst = below.empty();
      below += printState(*input) + ",";
      std::optional<State> &known = stacks[below];
      if (!known)
        known = isFirst ? *input : layOver(top, *input, phase);
      top = *known;
    }
    return top;
  }

  State layOver(const State &below, const State &part, Phase phase) {
    auto *name = part.getIf<StageState>();
    auto found = name ? waiting.find(name->name) : waiting.end();
    if (found != waiting.end()) {
      plan.stages.push_back(std::move(found->second));
      waiting.erase(found);
      plan.stages.back().from = below;
      return part;
    }
    Stage copy;
    copy.name = freshName(name ? name->name : "part");
    copy.phase = phase;
    copy.from = below;
    CopyOp all;
    all.sources = {"/"};
    all.from = part;
    all.to = "/";
    copy.ops.push_back({std::move(all), {}, {}});
    plan.stages.push_back(std::move(copy));
    return State::stage(plan.stages.back().name);
  }

  std::string freshName(llvm::StringRef part) {
    std::string name = (part + "-over").str();
    for (unsigned i = 2; !names.insert(name).second; ++i)
      name = (part + "-over-" + llvm::Twine(i)).str();
    return name;
  }

  Plan &plan;
  /// Uses of a stage other than as an upper part of a merge.
  llvm::StringMap<int> uses;
  /// What lies below a stage in the merges that it is a part of.
  llvm::StringMap<llvm::StringSet<>> places;
  llvm::StringSet<> names;
  /// Stages with one place, until the merge comes that has it. In the order of
  /// their names, so that the rest has an order.
  std::map<std::string, Stage> waiting;
  /// The states that stand for the beginnings of merges.
  llvm::StringMap<std::optional<State>> stacks;
  bool changed = false;
};
} // namespace

PassResult cogc::lowerMerges(Plan &plan, PassContext &context) {
  return context.options.noMerge ? MergeLowerer(plan).run() : PassResult::Unchanged;
}
