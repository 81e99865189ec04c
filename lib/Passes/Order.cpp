//===- Order.cpp - Lay what changes often above what changes seldom -------------===//
//
// The parts of a merge lie beside each other, so their order means nothing as
// long as they hold different files; but it is the order of the image's layers.
// Where layers build on each other (--no-merge, an engine that pulls layer by
// layer) a change makes everything above it new. So this pass sorts them by what
// their phase says about how often they change:
//
//   base, system, deps, run, weights, app
//
// In one phase the order stays: a block may place a file over what another one
// has copied (cog.yaml over the source), and the later one wins.
//
//===----------------------------------------------------------------------------===//
#include "cogc/IR/Layers.h"
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/StringMap.h"

using namespace cogc;

namespace {
class Orderer {
public:
  explicit Orderer(Plan &plan) : plan(plan) {}

  PassResult run() {
    for (Stage &stage : plan.stages) {
      walkStates(stage.from, [this](State &state) { sort(state); });
      stages[stage.name] = &stage;
    }
    walkStates(plan.result.from, [this](State &state) { sort(state); });
    return changed ? PassResult::Changed : PassResult::Unchanged;
  }

private:
  /// The stage of \p state, if its layer may lie anywhere.
  const Stage *movable(const State &state) const {
    auto *name = state.getIf<StageState>();
    const Stage *stage = name ? stages.lookup(name->name) : nullptr;
    bool moves = stage && stage->from.is<ScratchState>() && onlyPlacesFiles(*stage);
    return moves ? stage : nullptr;
  }

  bool belongsBehind(const State &a, const State &b) const {
    const Stage *left = movable(a), *right = movable(b);
    return left && right && left->phase > right->phase;
  }

  /// Neighbours change places until none has to: the inputs are few, and some
  /// must stay where they are.
  void sort(State &state) {
    auto *merge = state.getIf<MergeState>();
    if (!merge)
      return;
    std::vector<State> &inputs = merge->inputs;
    bool moved = true;
    while (moved) {
      moved = false;
      // The first one is what the others lie on; its environment counts.
      for (size_t i = 2; i < inputs.size(); ++i)
        if (belongsBehind(inputs[i - 1], inputs[i])) {
          std::swap(inputs[i - 1], inputs[i]);
          moved = changed = true;
        }
    }
  }

  Plan &plan;
  llvm::StringMap<const Stage *> stages;
  bool changed = false;
};
} // namespace

PassResult cogc::order(Plan &plan, PassContext &) { return Orderer(plan).run(); }
