//===- Order.cpp - Lay what changes often above what changes seldom -------------===//
//
// The parts of a merge lie beside each other, so their order means nothing as
// long as they hold different files; but it is the order of the image's layers.
// Where layers build on each other (--no-merge, the run steps of a Dockerfile,
// an engine that pulls layer by layer) a change makes everything above it new.
// So this pass sorts them by what their phase says about how often they change:
//
//   base, system, deps, run, weights, app
//
// and, in one phase, what reads the project's files behind what does not.
//
//===----------------------------------------------------------------------------===//
#include "cogc/IR/Layers.h"
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace cogc;

namespace {
class Orderer {
public:
  explicit Orderer(Plan &plan) : plan(plan) {}

  PassResult run() {
    for (Stage &stage : plan.stages) {
      walkStates(stage.from, [this](State &state) { sort(state); });
      stages[stage.name] = {&stage, readsContext(stage)};
    }
    walkStates(plan.result.from, [this](State &state) { sort(state); });
    return changed ? PassResult::Changed : PassResult::Unchanged;
  }

private:
  struct Info {
    const Stage *stage = nullptr;
    bool readsContext = false;
  };

  /// Whether files of the project reach \p stage, if only through others.
  bool readsContext(const Stage &stage) const {
    bool reads = false;
    auto visit = [&](const State &state) {
      reads |= state.is<ContextState>();
      if (auto *name = state.getIf<StageState>())
        reads |= stages.lookup(name->name).readsContext;
    };
    walkStates(stage.from, visit);
    for (const Op &op : stage.ops)
      walkStates(op, visit);
    return reads;
  }

  /// The stage of \p state, if its layer may lie anywhere.
  const Info *movable(const State &state) const {
    auto *name = state.getIf<StageState>();
    auto found = name ? stages.find(name->name) : stages.end();
    if (found == stages.end())
      return nullptr;
    const Stage &stage = *found->second.stage;
    bool moves = stage.from.is<ScratchState>() && onlyPlacesFiles(stage);
    return moves ? &found->second : nullptr;
  }

  bool belongsBehind(const State &a, const State &b) const {
    const Info *left = movable(a), *right = movable(b);
    if (!left || !right)
      return false;
    auto rank = [](const Info &info) { return std::pair(info.stage->phase, info.readsContext); };
    return rank(*left) > rank(*right);
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
  llvm::StringMap<Info> stages;
  bool changed = false;
};
} // namespace

PassResult cogc::order(Plan &plan, PassContext &) { return Orderer(plan).run(); }
