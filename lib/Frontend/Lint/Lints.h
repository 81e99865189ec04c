//===- Lints.h - The parts of the lint, and what they have in common --------------===//
#ifndef COGC_LIB_FRONTEND_LINT_LINTS_H
#define COGC_LIB_FRONTEND_LINT_LINTS_H

#include "cogc/Frontend/NamedPackages.h"
#include "cogc/Frontend/Stack.h"
#include "llvm/ADT/STLExtras.h"

namespace cogc {

/// Caches, archives and weights that commands leave in their layers.
void lintCommands(const BlockContext &context);
/// CUDA in the base and in wheels, and in images for the CPU.
void lintCuda(const BlockContext &context);
/// Words of `system_packages` that nothing needs.
void lintApt(const BlockContext &context);
/// Weights among the source.
void lintSource(const BlockContext &context);

/// Reports \p kind unless it is switched off.
template <typename... Ts>
void reportLint(const BlockContext &context, Diag kind, SourceRange range, Ts &&...args) {
  if (!llvm::is_contained(context.options.noLint, diagName(kind)))
    context.diags.report(kind, range, std::forward<Ts>(args)...);
}

/// `run` and `pre_install`, in the order in which they run.
inline auto allCommands(const BlockContext &context) {
  const BuildSpec &build = context.spec.build;
  return llvm::concat<const RunCommand>(build.run, build.preInstall);
}

/// What installing \p package downloads because of CUDA, with all that it brings;
/// empty when it brings none or nobody measured it. `3.0 GB`.
llvm::StringRef cudaSize(const NamedPackage &package);

} // namespace cogc

#endif
