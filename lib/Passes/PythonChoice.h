//===- PythonChoice.h - One Python for all who ask ----------------------------===//
//
// Several files have a say in Python's version: cog.yaml or .python-version as a
// value, `requires-python` of pyproject.toml and of lock files as ranges. All
// must hold. Among the versions that are left, the default comes first, then the
// newest.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_PASSES_PYTHONCHOICE_H
#define COGC_LIB_PASSES_PYTHONCHOICE_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// The version for `need %python`, as the base image's tag spells it: `3.12`, or
/// `3.12.4` where only some patches are allowed. Reports needs that cannot all
/// hold and returns an empty text.
std::string choosePython(const Plan &plan, DiagnosticEngine &diags);

} // namespace cogc

#endif
