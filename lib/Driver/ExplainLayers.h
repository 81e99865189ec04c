//===- ExplainLayers.h - `cogc explain --layers` ------------------------------===//
#ifndef COGC_LIB_DRIVER_EXPLAINLAYERS_H
#define COGC_LIB_DRIVER_EXPLAINLAYERS_H

#include "Compilation.h"

namespace cogc {

/// Writes the layers of \p compilation's final plan, lowest first: what is in
/// each, when it is made again, its size where that is known before the build,
/// and the line that asked for it.
void explainLayers(const Compilation &compilation, llvm::raw_ostream &os);

} // namespace cogc

#endif
