//===- OpenApiFile.h - --openapi-schema: an interface made elsewhere --------===//
#ifndef COGC_LIB_DRIVER_OPENAPIFILE_H
#define COGC_LIB_DRIVER_OPENAPIFILE_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// Why \p text is not an OpenAPI document with the parts that Cog's server and
/// clients look for; empty when it is one.
std::string openApiMistake(llvm::StringRef text);

} // namespace cogc

#endif
