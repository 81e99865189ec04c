//===- Document.h - The OpenAPI document ---------------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_DOCUMENT_H
#define COGC_LIB_SCHEMA_DOCUMENT_H

#include "Inputs.h"

namespace cogc::schema {

/// A method's side of the document.
struct Interface {
  Mode mode = Mode::Run;
  std::vector<Input> inputs;
  Type output;
  bool isStreaming = false;
};

/// The document of one or both interfaces, as compact JSON: OpenAPI 3.0.2 with
/// Cog's extensions, https://spec.openapis.org/oas/v3.0.2.
std::string writeDocument(llvm::ArrayRef<Interface> interfaces, llvm::StringRef sdkVersion);

} // namespace cogc::schema

#endif
