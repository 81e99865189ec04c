//===- SelectBase.cpp - Replace base.build and base.runtime by images -----------===//
//
// The smallest base that runs: the official Python image, slim. Wheels bring
// their own CUDA, so a GPU project runs on it too.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"

using namespace cogc;

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
    state = State::image("docker.io/library/python:" + python.str() + "-slim");
    result = PassResult::Changed;
  });
  return failed ? PassResult::Failure : result;
}
