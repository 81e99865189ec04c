//===- Dockerfile.h - Final Plan → Dockerfile --------------------------------===//
#ifndef COGC_BACKEND_DOCKERFILE_H
#define COGC_BACKEND_DOCKERFILE_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include "llvm/Support/raw_ostream.h"

namespace cogc {

/// Writes \p plan (final) as one self-contained Dockerfile that stock BuildKit
/// turns into the same files and the same config as the LLB. What a Dockerfile
/// cannot express (a diff, a context other than the main one) is reported as
/// `dockerfile_unsupported` at the op's place.
void emitDockerfile(const Plan &plan, DiagnosticEngine &diags, llvm::raw_ostream &os);

} // namespace cogc

#endif
