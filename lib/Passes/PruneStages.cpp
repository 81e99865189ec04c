//===- PruneStages.cpp - Drop what nothing uses ---------------------------------===//
#include "cogc/Passes/Pass.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"

using namespace cogc;

PassResult cogc::pruneStages(Plan &plan, PassContext &context) {
  llvm::StringSet<> stages, contexts;
  auto use = [&](const State &state) {
    if (auto *stage = state.getIf<StageState>())
      stages.insert(stage->name);
    else if (auto *context = state.getIf<ContextState>())
      contexts.insert(context->name);
  };
  // With an open `auto` every stage may still be wanted.
  bool open = false;
  walkStates(plan, [&](const State &state) { open |= state.is<AutoState>(); });
  if (open)
    return PassResult::Unchanged;

  // Stages refer to earlier ones only: one walk from the back finds all users first.
  walkStates(plan.result.from, [&](const State &state) { use(state); });
  for (const Stage &stage : llvm::reverse(plan.stages)) {
    if (!stages.contains(stage.name))
      continue;
    walkStates(stage.from, [&](const State &state) { use(state); });
    for (const Op &op : stage.ops)
      walkStates(op, [&](const State &state) { use(state); });
  }

  size_t before = plan.stages.size() + plan.contexts.size();
  llvm::erase_if(plan.stages, [&](const Stage &stage) { return !stages.contains(stage.name); });
  llvm::erase_if(plan.contexts, [&](const Context &one) { return !contexts.contains(one.name); });
  return plan.stages.size() + plan.contexts.size() == before ? PassResult::Unchanged
                                                             : PassResult::Changed;
}
