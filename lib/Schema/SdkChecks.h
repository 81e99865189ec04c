//===- SdkChecks.h - Names that the Cog SDK does not have ---------------------===//
#ifndef COGC_LIB_SCHEMA_SDKCHECKS_H
#define COGC_LIB_SCHEMA_SDKCHECKS_H

#include "Reader.h"

namespace cogc::schema {

/// Reports what \p module takes from the SDK while it is loaded, and the SDK has
/// not; and what the SDK complains of. False when the module cannot load.
bool checkSdkNames(const Module &module, Reader &reader);

} // namespace cogc::schema

#endif
