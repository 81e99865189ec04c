//===- Pass.h - One step from a draft to a final plan -------------------------===//
//
// A pass is a function over a Plan. It does one thing, leaves an unchanged plan
// alone (a second run changes nothing), keeps no state and touches nothing but
// the plan. Passes.def lists them; Pipeline.cpp orders them, with the reasons.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_PASSES_PASS_H
#define COGC_PASSES_PASS_H

#include "cogc/IR/Plan.h"
#include "cogc/Passes/BaseImages.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// Ordered so that std::min combines results.
enum class PassResult { Failure, Changed, Unchanged };

struct PassContext {
  const CompileOptions &options;
  const BaseConfigTable &baseConfigs;
  DiagnosticEngine &diags;
};

struct PassInfo {
  /// The name in `--passes=`, `--stop-after=` and messages.
  llvm::StringRef name;
  llvm::StringRef summary;
  /// The lowest level that the pass accepts, and the one that the plan has
  /// after it.
  PlanLevel accepts;
  PlanLevel establishes;
  PassResult (*run)(Plan &plan, PassContext &context);
};

/// All passes, in the order of Passes.def.
llvm::ArrayRef<PassInfo> allPasses();
const PassInfo *findPass(llvm::StringRef name);

#define PASS(function, name, accepts, establishes, summary)                                        \
  PassResult function(Plan &plan, PassContext &context);
#include "cogc/Passes/Passes.def"

} // namespace cogc

#endif
