//===- SelectBase.cpp - Replace base.build and base.runtime by images -----------===//
//
// The smallest base that runs: the official Python image, slim. Wheels bring
// their own CUDA, so a GPU project runs on it too.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"

using namespace cogc;

/// Where the user asked for it, or nowhere.
static Loc placeOfNeed(const Plan &plan, llvm::StringRef name) {
  for (const Need &need : plan.needs)
    if (need.name == name && !need.locs.empty())
      return need.locs.front();
  return Loc();
}

PassResult cogc::selectBase(Plan &plan, PassContext &context) {
  PassResult result = PassResult::Unchanged;
  bool failed = false;
  walkStates(plan, [&](State &state) {
    if (!state.is<BaseState>() || failed)
      return;
    llvm::StringRef python = plan.resolvedVersion("python");
    if (python.empty()) {
      context.diags.report(Diag::need_unresolved, std::nullopt, "python", "");
      failed = true;
      return;
    }
    std::string ref = "docker.io/library/python:" + python.str() + "-slim";
    // One base for the whole plan, so it is explained once.
    if (result == PassResult::Unchanged)
      context.diags.report(Diag::base_image, placeOfNeed(plan, "python"), ref, python);
    state = State::image(std::move(ref));
    result = PassResult::Changed;
  });
  return failed ? PassResult::Failure : result;
}
