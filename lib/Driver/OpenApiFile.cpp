//===- OpenApiFile.cpp - --openapi-schema: an interface made elsewhere ------===//
#include "OpenApiFile.h"
#include "llvm/Support/JSON.h"

using namespace cogc;

std::string cogc::openApiMistake(llvm::StringRef text) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  if (!value)
    return "it is not JSON: " + llvm::toString(value.takeError());
  const llvm::json::Object *document = value->getAsObject();
  if (!document)
    return "it is not a JSON object";
  std::optional<llvm::StringRef> version = document->getString("openapi");
  if (!version || !version->starts_with("3."))
    return "it has no `openapi` that begins with `3.`";
  if (!document->getObject("paths"))
    return "it has no object `paths`";
  const llvm::json::Object *components = document->getObject("components");
  if (!components || !components->getObject("schemas"))
    return "it has no object `schemas` in `components`";
  return "";
}
