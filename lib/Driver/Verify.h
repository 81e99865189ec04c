//===- Verify.h - Whether a build can be repeated -------------------------------===//
//
// `cogc verify` builds twice without cache and compares the layers. What it says
// is about the two builds: that another day brings the same, only pinned bases
// and pinned packages can promise (docs/Repeatable.md).
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_VERIFY_H
#define COGC_LIB_DRIVER_VERIFY_H

#include "BuildSteps.h"
#include "cogc/IR/Plan.h"

namespace cogc {

/// Builds \p job twice into layouts in \p temporary and compares. Reports
/// `not_repeatable` for each layer that differs, at the line that asked for the
/// step, with the first file that differs; writes the result to \p out.
void verifyRepeatable(const BuildJob &job, const Plan &plan, Supervisor &supervisor,
                      const TemporaryFolder &temporary, DiagnosticEngine &diags,
                      llvm::raw_ostream &out, llvm::raw_ostream &err);

} // namespace cogc

#endif
