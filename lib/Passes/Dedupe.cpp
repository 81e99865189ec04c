//===- Dedupe.cpp - Make identical stages one -----------------------------------===//
//
// Blocks do not know of each other, so two may ask for the same thing. Two
// stages that start from the same and do the same become the first of them;
// where they were asked for is kept of both.
//
//===----------------------------------------------------------------------------===//
#include "cogc/IR/Printer.h"
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace cogc;

static void addMissing(std::vector<Loc> &locs, llvm::ArrayRef<Loc> more) {
  for (const Loc &loc : more)
    if (!llvm::is_contained(locs, loc))
      locs.push_back(loc);
}

namespace {
class Deduper {
public:
  explicit Deduper(Plan &plan) : plan(plan) {}

  PassResult run() {
    std::vector<Stage> kept;
    for (Stage &stage : plan.stages) {
      rename(stage.from);
      for (Op &op : stage.ops)
        walkStates(op, [this](State &state) { rename(state); });
      if (!joinEqual(kept, stage)) {
        candidates[keyOf(stage)].push_back(kept.size());
        kept.push_back(std::move(stage));
      }
    }
    plan.stages = std::move(kept);
    rename(plan.result.from);
    return names.empty() ? PassResult::Unchanged : PassResult::Changed;
  }

private:
  /// What equal stages have in common and is cheap to find.
  static std::string keyOf(const Stage &stage) {
    std::string key = printState(stage.from);
    for (const Op &op : stage.ops)
      key += ("," + opKeyword(op)).str();
    return key;
  }

  /// An empty stage gives another name to what it starts from: nothing to gain.
  static bool isEqual(const Stage &a, const Stage &b) {
    return !a.ops.empty() && a.from == b.from &&
           llvm::equal(a.ops, b.ops,
                       [](const Op &one, const Op &other) { return one.value == other.value; });
  }

  bool joinEqual(std::vector<Stage> &kept, const Stage &stage) {
    for (size_t index : candidates[keyOf(stage)])
      if (isEqual(kept[index], stage)) {
        join(kept[index], stage);
        names[stage.name] = kept[index].name;
        return true;
      }
    return false;
  }

  static void join(Stage &first, const Stage &second) {
    // What the image consists of says more than what it is made with.
    if (isExportPhase(second.phase) && !isExportPhase(first.phase))
      first.phase = second.phase;
    for (const std::string &need : second.provides)
      if (!llvm::is_contained(first.provides, need))
        first.provides.push_back(need);
    addMissing(first.locs, second.locs);
    for (auto [op, other] : llvm::zip_equal(first.ops, second.ops))
      addMissing(op.locs, other.locs);
  }

  /// Puts the kept stages' names into \p state. In a merge a stage that stands
  /// twice in a row adds nothing the second time.
  void rename(State &state) {
    walkStates(state, [this](State &part) {
      if (auto *stage = part.getIf<StageState>()) {
        if (auto found = names.find(stage->name); found != names.end())
          stage->name = found->second;
      }
    });
    walkStates(state, [](State &part) {
      if (auto *merge = part.getIf<MergeState>()) {
        std::vector<State> &inputs = merge->inputs;
        inputs.erase(std::unique(inputs.begin(), inputs.end()), inputs.end());
        if (inputs.size() == 1)
          part = State(inputs.front());
      }
    });
  }

  Plan &plan;
  /// Dropped stages, and those that stand for them.
  llvm::StringMap<std::string> names;
  llvm::StringMap<std::vector<size_t>> candidates;
};
} // namespace

PassResult cogc::dedupe(Plan &plan, PassContext &) { return Deduper(plan).run(); }
