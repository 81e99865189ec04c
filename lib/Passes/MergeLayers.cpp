//===- MergeLayers.cpp - Make one layer of what always changes together ---------===//
//
//   parts of a merge    neighbours of one phase that hold nothing but what the
//                       compiler writes become one stage
//   steps of a stage    neighbouring runs of our own that the same lines asked
//                       for, in the same surroundings, become one run
//
// Never over a secret, a cache with another meaning, or a command of the user:
// each of those is a boundary that caching relies on. What is still more than
// engines take is an error here, not after the build.
//
//===----------------------------------------------------------------------------===//
#include "cogc/IR/Layers.h"
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;

//===----------------------------------------------------------------------===//
// Parts of a merge
//===----------------------------------------------------------------------===//

namespace {
class PartJoiner {
public:
  explicit PartJoiner(Plan &plan) : plan(plan) {}

  bool run() {
    for (Stage &stage : plan.stages)
      if (isConstant(stage))
        constants.insert(stage.name);
    walkStates(std::as_const(plan), [this](const State &state) {
      if (auto *stage = state.getIf<StageState>())
        ++uses[stage->name];
    });
    for (Stage &stage : plan.stages)
      walkStates(stage.from, [this](State &state) { joinInputs(state); });
    walkStates(plan.result.from, [this](State &state) { joinInputs(state); });
    llvm::erase_if(plan.stages, [this](const Stage &stage) { return gone.contains(stage.name); });
    for (Stage &stage : plan.stages)
      rename(stage.name);
    walkStates(plan, [this](State &state) {
      if (auto *stage = state.getIf<StageState>())
        rename(stage->name);
    });
    return !gone.empty();
  }

private:
  /// Whether all that is in \p stage stands in the plan.
  bool isConstant(const Stage &stage) const {
    bool isKnown = stage.from.is<ScratchState>() && onlyPlacesFiles(stage);
    for (const Op &op : stage.ops)
      walkStates(op, [&](const State &state) {
        auto *name = state.getIf<StageState>();
        isKnown &= name && constants.contains(name->name);
      });
    return isKnown;
  }

  /// The stage of \p state when nothing else uses it and all of it is known.
  Stage *joinable(const State &state) {
    auto *name = state.getIf<StageState>();
    bool isOurs = name && constants.contains(name->name) && uses.lookup(name->name) == 1;
    return isOurs ? plan.findStage(name->name) : nullptr;
  }

  void joinInputs(State &state) {
    auto *merge = state.getIf<MergeState>();
    if (!merge)
      return;
    std::vector<State> &inputs = merge->inputs;
    for (size_t i = 2; i < inputs.size();) {
      Stage *first = joinable(inputs[i - 1]), *second = joinable(inputs[i]);
      if (!first || !second || first->phase != second->phase) {
        ++i;
        continue;
      }
      join(*first, *second);
      inputs.erase(inputs.begin() + ptrdiff_t(i) - 1);
    }
  }

  /// Into the later one, where all that both read has been made; under the name
  /// of the earlier one.
  void join(Stage &first, Stage &second) {
    gone.insert(first.name);
    std::string name = renamed.contains(first.name) ? renamed[first.name] : first.name;
    renamed[second.name] = name;
    second.ops.insert(second.ops.begin(), std::make_move_iterator(first.ops.begin()),
                      std::make_move_iterator(first.ops.end()));
    second.locs.insert(second.locs.begin(), first.locs.begin(), first.locs.end());
    second.provides.insert(second.provides.begin(), first.provides.begin(), first.provides.end());
  }

  void rename(std::string &name) {
    if (auto found = renamed.find(name); found != renamed.end())
      name = found->second;
  }

  Plan &plan;
  llvm::StringSet<> constants, gone;
  llvm::StringMap<unsigned> uses;
  llvm::StringMap<std::string> renamed;
};
} // namespace

//===----------------------------------------------------------------------===//
// Steps of a stage
//===----------------------------------------------------------------------===//

static bool isSecret(const Mount &mount) {
  return mount.type == Mount::Type::Secret || mount.type == Mount::Type::Ssh;
}

static bool changeTogether(const Op &a, const Op &b) {
  const auto *first = a.getIf<RunOp>(), *second = b.getIf<RunOp>();
  if (!first || !second || first->verbatim || second->verbatim || a.locs != b.locs)
    return false;
  RunOp same = *second;
  same.command = first->command;
  return same == *first && llvm::none_of(first->mounts, isSecret);
}

/// Each text in a shell of its own: a `cd` or a variable of the first is not
/// meant for the second.
static std::string inSubshell(llvm::StringRef command) { return ("(\n" + command + "\n)").str(); }

static bool joinRuns(Stage &stage) {
  std::vector<Op> ops;
  bool isJoined = false;
  for (Op &op : stage.ops) {
    if (ops.empty() || !changeTogether(ops.back(), op)) {
      ops.push_back(std::move(op));
      isJoined = false;
      continue;
    }
    RunOp &first = *ops.back().getIf<RunOp>();
    if (!isJoined)
      first.command = inSubshell(first.command);
    first.command += "\n" + inSubshell(op.getIf<RunOp>()->command);
    if (!op.title.empty() && !ops.back().title.empty())
      ops.back().title += ", " + op.title;
    isJoined = true;
  }
  bool changed = ops.size() != stage.ops.size();
  stage.ops = std::move(ops);
  return changed;
}

//===----------------------------------------------------------------------===//
// The budget
//===----------------------------------------------------------------------===//

/// Taken for a base whose layers are not known. Docker Hub's `python:3.13-slim`
/// has 4, `nvidia/cuda:12.8.1-cudnn-devel-ubuntu22.04` 12.
static constexpr size_t assumedBaseLayers = 12;

/// The user's line behind the first of \p layers that is one too many, or the
/// nearest one below it.
static const Loc *placeToSave(llvm::ArrayRef<Layer> layers, size_t allowed) {
  const Loc *place = nullptr;
  for (size_t i = 0; i < layers.size() && !(place && i > allowed); ++i)
    if (const Loc *here = placeOf(layers[i]))
      place = here;
  return place;
}

static PassResult checkBudget(const Plan &plan, const PassContext &context) {
  LayerStack stack = layersOf(plan);
  size_t known = context.baseConfigs.layersOf(stack.base).size();
  size_t below = stack.base.empty() ? 0 : known ? known : assumedBaseLayers;
  size_t most = context.options.maxLayers, all = below + stack.layers.size();
  if (all <= most)
    return PassResult::Unchanged;
  std::string ofBase = stack.base.empty() ? "none"
                       : known            ? std::to_string(below)
                                          : "about " + std::to_string(below);
  if (const Loc *place = placeToSave(stack.layers, most > below ? most - below : 0))
    context.diags.report(Diag::too_many_layers, *place, all, ofBase, most);
  else
    context.diags.report(Diag::too_many_layers, std::nullopt, all, ofBase, most);
  return PassResult::Failure;
}

PassResult cogc::mergeLayers(Plan &plan, PassContext &context) {
  bool changed = PartJoiner(plan).run();
  for (Stage &stage : plan.stages)
    changed |= joinRuns(stage);
  PassResult result = changed ? PassResult::Changed : PassResult::Unchanged;
  return std::min(result, checkBudget(plan, context));
}
