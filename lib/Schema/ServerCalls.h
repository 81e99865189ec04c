//===- ServerCalls.h - Whether the server can call a class's methods ------------===//
#ifndef COGC_LIB_SCHEMA_SERVERCALLS_H
#define COGC_LIB_SCHEMA_SERVERCALLS_H

#include "Lineage.h"
#include "Target.h"

namespace cogc::schema {

/// The server makes an object without arguments, calls its `setup()`, and then
/// \p target with the inputs by name. Reports what of this would fail.
void checkServerCalls(const Lineage &lineage, const Method &target, Mode mode, Reader &reader);

} // namespace cogc::schema

#endif
