#include "ProjectFacts.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"

using namespace cogc;

/// Reads the label `run.cog.config`; without one nothing is known.
static llvm::Error readLabel(llvm::StringRef text, ProjectFacts &facts) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(text);
  const llvm::json::Object *config = value ? value->getAsObject() : nullptr;
  if (!value)
    llvm::consumeError(value.takeError());
  if (!config)
    return llvm::Error::success();
  facts.imageName = config->getString("image").value_or("").str();
  if (facts.imageName.empty())
    facts.imageName = config->getString("model").value_or("").str();
  if (const llvm::json::Object *build = config->getObject("build"))
    facts.wantsGpu = build->getBoolean("gpu").value_or(false);
  llvm::json::Path::Root root("run.cog.config");
  const llvm::json::Value *weights = config->get("weights");
  return !weights || llvm::json::fromJSON(*weights, facts.weights, root) ? llvm::Error::success()
                                                                         : root.getError();
}

llvm::Expected<ProjectFacts> cogc::readProjectFacts(llvm::StringRef configJson) {
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(configJson);
  if (!value)
    return value.takeError();
  const llvm::json::Object *image = value->getAsObject();
  const llvm::json::Object *config = image ? image->getObject("config") : nullptr;
  if (!config)
    return llvm::createStringError("`cogc --emit=config` gave no image config");
  ProjectFacts facts;
  facts.imageConfigJson = llvm::formatv("{0}", llvm::json::Value(llvm::json::Object(*config)));
  if (const llvm::json::Array *variables = config->getArray("Env"))
    for (const llvm::json::Value &each : *variables)
      facts.variables.push_back(each.getAsString().value_or("").split('=').first.str());
  if (const llvm::json::Object *labels = config->getObject("Labels")) {
    facts.openApiSchema = labels->getString("run.cog.openapi_schema").value_or("").str();
    if (llvm::Error error = readLabel(labels->getString("run.cog.config").value_or(""), facts))
      return error;
  }
  return facts;
}
