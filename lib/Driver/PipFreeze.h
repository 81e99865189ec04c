//===- PipFreeze.h - What pip finds in the image --------------------------------===//
//
// Cog starts a container for the label `run.cog.pip_freeze`. BuildKit can run
// the same command as a step on the image's files and hand over what it said;
// the image's own steps are then in its cache.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_PIPFREEZE_H
#define COGC_LIB_DRIVER_PIPFREEZE_H

#include "cogc/IR/Plan.h"

namespace cogc {

inline constexpr const char pipFreezeLabel[] = "run.cog.pip_freeze";
/// The file in the result of a pipFreezePlan().
inline constexpr const char pipFreezeFile[] = "pip-freeze.txt";

/// A final plan whose result is one file: what `python -m pip freeze` prints in
/// the image of \p plan, which is final too.
Plan pipFreezePlan(const Plan &plan);

} // namespace cogc

#endif
