//===- Pipeline.h - The order of the passes ------------------------------------===//
#ifndef COGC_PASSES_PIPELINE_H
#define COGC_PASSES_PIPELINE_H

#include "cogc/Passes/PassManager.h"

namespace cogc {

/// Adds the passes of a compile, draft to final, to \p manager. The reasons for
/// the order stand in Pipeline.cpp, one a line.
void addDefaultPasses(PassManager &manager);

} // namespace cogc

#endif
