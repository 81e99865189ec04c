//===- NewSyntax.h - Syntax that the image's Python does not know -------------===//
#ifndef COGC_LIB_SCHEMA_NEWSYNTAX_H
#define COGC_LIB_SCHEMA_NEWSYNTAX_H

#include "Modules.h"
#include "cogc/Schema/Schema.h"

namespace cogc::schema {

/// Reports what in \p module is newer than the Python that the request names; the
/// first of it, where there is much.
void checkNewSyntax(const Module &module, const SchemaRequest &request, DiagnosticEngine &diags);

} // namespace cogc::schema

#endif
