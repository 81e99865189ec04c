//===- Init.h - `cogc init`: the files that make a folder a project ---------===//
#ifndef COGC_DRIVER_INIT_H
#define COGC_DRIVER_INIT_H

#include "cogc/Driver/Driver.h"

namespace cogc {

/// Writes cog.yaml, a predictor and .dockerignore into \p folder, as far as they
/// are not there; makes the folder when there is none. Says on \p err what it
/// wrote, what it kept, and what to do next.
ExitCode init(llvm::StringRef folder, llvm::raw_ostream &err);

} // namespace cogc

#endif
