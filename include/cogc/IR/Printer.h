//===- Printer.h - A Plan as text and as JSON ---------------------------------===//
#ifndef COGC_IR_PRINTER_H
#define COGC_IR_PRINTER_H

#include "cogc/IR/Plan.h"
#include "llvm/Support/raw_ostream.h"

namespace cogc {

struct PrintOptions {
  /// Print `at file:line:column` behind needs, stages and ops.
  bool locations = false;
};

/// Writes the one canonical text of \p plan (docs/PlanIR.md): contexts, needs
/// by name, stages in execution order, the export; attributes in the order of
/// their names (an op's title behind them), defaults left out. parsePlan() of the text with
/// locations gives back an equal plan.
void printPlan(const Plan &plan, llvm::raw_ostream &os, const PrintOptions &options = {});

/// One state in its text form, for messages and dumps.
std::string printState(const State &state);

/// Writes the plan as one JSON document with `"version"` first; keys and
/// meaning follow the text form.
void printPlanJson(const Plan &plan, llvm::raw_ostream &os);

/// Writes the stages and their edges as a Graphviz digraph.
void printPlanDot(const Plan &plan, llvm::raw_ostream &os);

} // namespace cogc

#endif
