//===- RunFlags.h - Dockerfile flags in front of a run command ---------------===//
#ifndef COGC_FRONTEND_RUNFLAGS_H
#define COGC_FRONTEND_RUNFLAGS_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/IR/Ops.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// Today's tool pastes each item of `run:` behind `RUN `, so items may begin
/// with that instruction's flags: `--mount=type=cache,target=/root/.cache/pip
/// pip install x`. This takes `--mount`, `--network` and `--security` (docs.docker.com,
/// Dockerfile reference, RUN) off the front of \p item into typed members and
/// leaves the rest, untouched, as the verbatim command. Reports flags and
/// options that do not exist, at the item.
RunOp parseRunItem(const Text &item, DiagnosticEngine &diags);

} // namespace cogc

#endif
