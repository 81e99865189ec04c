//===- ProjectFacts.h - What a compile tells about a project ---------------------===//
#ifndef COGC_TOOLS_COG_PROJECTFACTS_H
#define COGC_TOOLS_COG_PROJECTFACTS_H

#include "WeightMounts.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace cogc {

/// What the wrapper needs of the image that cogc will make.
struct ProjectFacts {
  /// The image's name by cog.yaml: `image`, else `model`; may be empty.
  std::string imageName;
  bool wantsGpu = false;
  /// `weights:`, which a container gets as mounts.
  std::vector<WeightFacts> weights;
  /// The names of the variables that the image sets.
  std::vector<std::string> variables;
  /// The OpenAPI document of the label; empty when there is none.
  std::string openApiSchema;
  /// The image's `config` object, as JSON.
  std::string imageConfigJson;
};

/// Reads what `cogc --emit=config` wrote.
llvm::Expected<ProjectFacts> readProjectFacts(llvm::StringRef configJson);

} // namespace cogc

#endif
