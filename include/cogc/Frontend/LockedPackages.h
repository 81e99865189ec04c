//===- LockedPackages.h - The exact list of what will be installed -----------===//
//
// Where a lock file, or requirements with a hash on every line, fix all
// versions, the list of the image's packages is known before it is built.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_LOCKEDPACKAGES_H
#define COGC_FRONTEND_LOCKEDPACKAGES_H

#include "cogc/Frontend/Stack.h"

namespace cogc {

struct LockedPackage {
  /// Normalised as PEP 503 has it.
  std::string name;
  /// What `pip freeze` writes: `numpy==2.1.0`, `x @ git+https://…@COMMIT`.
  std::string line;
};

/// All packages that the user's files bring, in the order of their names; the
/// SDK and what is installed beside it are not among them. Nothing when they are
/// not locked, or when a marker depends on a Python that nothing has fixed.
std::optional<std::vector<LockedPackage>> lockedPackages(const BlockContext &context);

} // namespace cogc

#endif
