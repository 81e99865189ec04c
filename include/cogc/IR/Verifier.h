//===- Verifier.h - What a plan must be to stand at its level ------------------===//
#ifndef COGC_IR_VERIFIER_H
#define COGC_IR_VERIFIER_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include "llvm/Support/LogicalResult.h"

namespace cogc {

/// Checks \p plan against the rules of its level (docs/PlanIR.md lists them)
/// and reports each violation as `plan_invalid`, naming the level, the stage
/// and the rule.
llvm::LogicalResult verifyPlan(const Plan &plan, DiagnosticEngine &diags);

} // namespace cogc

#endif
