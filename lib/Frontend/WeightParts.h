//===- WeightParts.h - The steps behind findWeights() ---------------------------===//
#ifndef COGC_LIB_FRONTEND_WEIGHTPARTS_H
#define COGC_LIB_FRONTEND_WEIGHTPARTS_H

#include "cogc/Frontend/Weights.h"

namespace cogc {

/// A file before it has a layer.
struct PlacedWeight {
  WeightFile file;
  WeightGroup::Origin origin = WeightGroup::Origin::Project;
  std::string folder;
  /// What small files share a layer by: `weights-NAME`, or `weights` for those that
  /// were found.
  std::string scope;
};

/// A weight's place in the container, in its shortest form.
std::string cleanTarget(llvm::StringRef target);

/// The groups of \p files, which stand in the order of their targets.
std::vector<WeightGroup> groupWeights(std::vector<PlacedWeight> files);

} // namespace cogc

#endif
