//===- Prune.cpp - Drop what nothing uses ---------------------------------------===//
//
// Stages and contexts that the export does not reach; `env`, `workdir` and
// `user` that no run sees; needs that nobody asked for and nothing takes.
//
//===----------------------------------------------------------------------------===//
#include "cogc/IR/NeedRefs.h"
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;

namespace {
class Pruner {
public:
  explicit Pruner(Plan &plan) : plan(plan) {}

  PassResult run() {
    // With an open `auto` every stage may still be wanted.
    if (hasAuto())
      return PassResult::Unchanged;
    markUsed();
    drop(plan.stages, [&](const Stage &stage) { return !stages.contains(stage.name); });
    drop(plan.contexts, [&](const Context &one) { return !contexts.contains(one.name); });
    dropUnseenOps();
    dropUnaskedNeeds();
    return changed ? PassResult::Changed : PassResult::Unchanged;
  }

private:
  bool hasAuto() const {
    bool open = false;
    walkStates(std::as_const(plan), [&](const State &state) { open |= state.is<AutoState>(); });
    return open;
  }

  void use(const State &state) {
    if (auto *stage = state.getIf<StageState>())
      stages.insert(stage->name);
    else if (auto *context = state.getIf<ContextState>())
      contexts.insert(context->name);
  }

  /// Stages refer to earlier ones only: one walk from the back finds all users first.
  void markUsed() {
    auto mark = [this](const State &state) { use(state); };
    walkStates(std::as_const(plan.result.from), mark);
    for (const Stage &stage : llvm::reverse(plan.stages)) {
      if (!stages.contains(stage.name))
        continue;
      walkStates(stage.from, mark);
      for (const Op &op : stage.ops)
        walkStates(op, mark);
    }
  }

  template <typename List, typename Predicate> void drop(List &list, Predicate isUnused) {
    size_t before = list.size();
    llvm::erase_if(list, isUnused);
    changed |= list.size() != before;
  }

  /// An environment is seen by the runs behind it, in the stage or in those that
  /// start from it.
  void dropUnseenOps() {
    llvm::StringSet<> seen;
    for (Stage &stage : llvm::reverse(plan.stages)) {
      bool isSeen = seen.contains(stage.name);
      for (size_t i = stage.ops.size(); i-- > 0;) {
        const Op &op = stage.ops[i];
        isSeen |= op.getIf<RunOp>() != nullptr;
        bool isSetting = op.getIf<EnvOp>() || op.getIf<WorkdirOp>() || op.getIf<UserOp>();
        if (isSetting && !isSeen) {
          stage.ops.erase(stage.ops.begin() + ptrdiff_t(i));
          changed = true;
        }
      }
      if (llvm::StringRef below = environmentSource(stage.from); isSeen && !below.empty())
        seen.insert(below);
    }
  }

  void dropUnaskedNeeds() {
    llvm::StringSet<> taken;
    for (const Stage &stage : plan.stages) {
      for (const std::string &need : stage.provides)
        taken.insert(need);
      for (const Op &op : stage.ops)
        if (auto *run = op.getIf<RunOp>(); run && !run->verbatim)
          forEachNeedRef(run->command, [&](llvm::StringRef need) { taken.insert(need); });
    }
    drop(plan.needs,
         [&](const Need &need) { return need.by.empty() && !taken.contains(need.name); });
  }

  Plan &plan;
  llvm::StringSet<> stages, contexts;
  bool changed = false;
};
} // namespace

PassResult cogc::prune(Plan &plan, PassContext &) { return Pruner(plan).run(); }
