//===- SubstituteNeeds.cpp - Write the versions into commands -------------------===//
#include "cogc/IR/NeedRefs.h"
#include "cogc/Passes/Pass.h"

using namespace cogc;

PassResult cogc::substituteNeeds(Plan &plan, PassContext &context) {
  PassResult result = PassResult::Unchanged;
  auto substitute = [&](std::string &text) {
    std::string replaced = substituteNeedRefs(text, [&](llvm::StringRef need) {
      llvm::StringRef version = plan.resolvedVersion(need);
      return version.empty() ? needRef(need) : version.str();
    });
    if (replaced == text)
      return;
    text = std::move(replaced);
    result = PassResult::Changed;
  };
  for (Stage &stage : plan.stages)
    for (Op &op : stage.ops)
      if (auto *run = op.getIf<RunOp>(); run && !run->verbatim)
        substitute(run->command);
  for (auto &[name, value] : plan.result.config.labels)
    if (name == cogConfigLabel)
      substitute(value);
  return result;
}
