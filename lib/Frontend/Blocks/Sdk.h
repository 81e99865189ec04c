//===- Sdk.h - Which Cog SDK goes into the image --------------------------------===//
#ifndef COGC_LIB_FRONTEND_BLOCKS_SDK_H
#define COGC_LIB_FRONTEND_BLOCKS_SDK_H

#include "cogc/Frontend/Stack.h"

namespace cogc {

struct Sdk {
  /// Requirement lines: `cog==0.23.1`, and coglet's when it is named apart.
  std::vector<std::string> requirements;
  /// Whether it is the one that our constraints were made for.
  bool isDefault = false;
  /// Pre-releases may be chosen.
  bool prerelease = false;
};

/// COG_SDK_WHEEL, then `sdk_version`, then the default. Reports a value that
/// cannot be used.
Sdk chooseSdk(const BlockContext &context);

/// The items of `python_packages` as a requirements file: one line an item,
/// with index options on lines of their own, where uv wants them.
std::string packagesFile(llvm::ArrayRef<Text> packages);

} // namespace cogc

#endif
