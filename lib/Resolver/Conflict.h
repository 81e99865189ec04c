//===- Conflict.h - Why nothing fits, and what would ----------------------------===//
#ifndef COGC_LIB_RESOLVER_CONFLICT_H
#define COGC_LIB_RESOLVER_CONFLICT_H

#include "VersionModel.h"

namespace cogc {

/// The needs of which none can be left out without a solution, and the facts
/// that they meet.
struct ConflictCore {
  std::vector<const Need *> needs;
  std::vector<SolverCause> facts;
};

/// Solves with all requirements of the model but those of \p without.
SolverResult solveWithout(const VersionModel &model, llvm::ArrayRef<const Need *> without,
                          llvm::ArrayRef<SolverDependency> extra = {});

/// \p result is a failed solve of all requirements, and of \p extra.
ConflictCore minimize(const VersionModel &model, const SolverResult &result,
                      llvm::ArrayRef<SolverDependency> extra = {});

/// The facts of a core as sentences, the same thing about several versions said
/// once.
std::vector<std::string> factSentences(const VersionModel &model, const ConflictCore &core);

/// Reports a conflict: who excludes whom, why, and at most three repairs that
/// each change one need and lead to a solution.
/// With \p isLooser, the model without what `cuda` asks of wheels has a solution.
void reportConflict(const VersionModel &model, const ConflictCore &core, bool isLooser,
                    DiagnosticEngine &diags);

/// Warns of a conflict that is left alone.
void warnOfConflict(const VersionModel &model, const ConflictCore &core, DiagnosticEngine &diags);

} // namespace cogc

#endif
