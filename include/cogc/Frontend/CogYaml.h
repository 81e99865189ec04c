//===- CogYaml.h - Reads cog.yaml --------------------------------------------===//
//
// YAML itself is libyaml's business (the parser that PyYAML wraps, so both
// agree on what a document is); this stage composes nodes with their places,
// resolves aliases and merge keys within bounds, and checks keys, types and
// values against one table of fields.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_COGYAML_H
#define COGC_FRONTEND_COGYAML_H

#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// Reads and checks the cog.yaml in \p file. Always returns a ModelSpec: what
/// could not be read is absent from it, and a diagnostic says so. Files that it
/// refers to (the predictor, requirements) are checked for existence only.
ModelSpec parseCogYaml(FileId file, const SourceTree &tree, DiagnosticEngine &diags,
                       bool needsRun = true);

} // namespace cogc

#endif
