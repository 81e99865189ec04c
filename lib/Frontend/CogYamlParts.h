//===- CogYamlParts.h - The readers of cog.yaml's parts ---------------------===//
#ifndef COGC_LIB_FRONTEND_COGYAMLPARTS_H
#define COGC_LIB_FRONTEND_COGYAMLPARTS_H

#include "ConfigReader.h"
#include "cogc/Frontend/ModelSpec.h"

namespace cogc {

/// `build`.
BuildSpec readBuild(ConfigReader &reader, const yaml::Node &mapping);

/// `environment`; null gives nothing.
std::vector<EnvironmentEntry> readEnvironment(ConfigReader &reader, const yaml::Node *list);

/// `weights`; null gives nothing.
std::vector<WeightSpec> readWeights(ConfigReader &reader, const yaml::Node *list);

/// Refuses a path that leaves the project or names no file of it; \p advice
/// says what to do about a missing file. Gives the path relative to the project.
std::optional<std::string> readFilePath(ConfigReader &reader, llvm::StringRef written,
                                        SourceRange range, llvm::StringRef advice);

} // namespace cogc

#endif
