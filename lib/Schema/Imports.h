//===- Imports.h - Imports that fail while the server loads the model -----------===//
#ifndef COGC_LIB_SCHEMA_IMPORTS_H
#define COGC_LIB_SCHEMA_IMPORTS_H

#include "Modules.h"

namespace cogc::schema {

/// Reports the imports of \p module that the server cannot follow. \p isEntry:
/// the module is the file that cog.yaml names.
void checkImports(const Module &module, bool isEntry, Modules &modules);

} // namespace cogc::schema

#endif
