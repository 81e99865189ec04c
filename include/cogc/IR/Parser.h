//===- Parser.h - Reads a Plan's text form -------------------------------------===//
#ifndef COGC_IR_PARSER_H
#define COGC_IR_PARSER_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include <optional>

namespace cogc {

/// Reads the plan in \p file. Reports `plan_syntax` and `plan_version`
/// diagnostics at the place of the mistake and returns nothing if there was
/// one. Checks the grammar only; call verifyPlan() for the meaning. A file
/// without a version has version 1. Bounded: nesting is limited, time is linear.
std::optional<Plan> parsePlan(FileId file, const SourceTree &tree, DiagnosticEngine &diags);

} // namespace cogc

#endif
