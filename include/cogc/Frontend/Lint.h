//===- Lint.h - What costs an image gigabytes --------------------------------===//
//
// A project may build and run, and still ship CUDA twice, the archives of what it
// unpacked, or its weights with every edit. The lint says so: a warning where it
// is sure, a remark where the predictor may have reasons that cannot be seen from
// outside. It changes nothing. Each kind can be switched off (--no-lint KIND);
// docs/Lint.md has them all, with where the figures come from.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_LINT_H
#define COGC_FRONTEND_LINT_H

#include "cogc/Frontend/Stack.h"

namespace cogc {

/// Reports what the project's files show to be waste. What takes a look at the
/// whole source is left out unless CompileOptions::lintSource asks for it.
void lint(const BlockContext &context);

/// What --no-lint takes, in the order of docs/Lint.md.
llvm::ArrayRef<Diag> lintKinds();

} // namespace cogc

#endif
