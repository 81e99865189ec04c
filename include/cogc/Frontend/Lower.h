//===- Lower.h - ModelSpec → draft Plan --------------------------------------===//
#ifndef COGC_FRONTEND_LOWER_H
#define COGC_FRONTEND_LOWER_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Frontend/Weights.h"
#include "cogc/IR/Plan.h"
#include "cogc/Schema/Schema.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// The interface of the model that \p spec names; nothing after errors. With a
/// document in \p options, that one, and from the source what can be seen there.
std::optional<ModelSchema> readModelSchema(const ModelSpec &spec, const CompileOptions &options,
                                           SourceTree &tree, DiagnosticEngine &diags);

/// Reports what is wrong with the files of requirements and the Python source, for a
/// \p spec that has errors of its own.
void checkSources(const ModelSpec &spec, const CompileOptions &options, SourceTree &tree,
                  DiagnosticEngine &diags);

/// Chooses the stack for the project, runs its blocks and returns the draft.
/// Reads the files that the spec names (requirements, .dockerignore, the Python
/// modules of the interface). Look at
/// diags.hasErrors() before using the plan. \p weights gets the files that the plan
/// takes as weights: where they are is nothing that a plan says.
Plan lowerToPlan(const ModelSpec &spec, const CompileOptions &options, SourceTree &tree,
                 DiagnosticEngine &diags, std::vector<WeightGroup> *weights = nullptr);

} // namespace cogc

#endif
