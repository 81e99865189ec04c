//===- Marker.h - Environment markers (PEP 508) ----------------------------===//
//
// `python_version < "3.11" and sys_platform == "linux"`: whether a requirement
// holds where the image runs. A compile knows the platform, and a set of Pythons
// of which one is chosen later, so there are three answers.
//
// https://packaging.python.org/en/latest/specifications/dependency-specifiers/
//
//===----------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_MARKER_H
#define COGC_FRONTEND_MARKER_H

#include "cogc/Support/Pep440.h"
#include "cogc/Support/Platform.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <optional>

namespace cogc {

/// Where a package is going to run.
class MarkerEnvironment {
public:
  /// \p pythons are the versions that may still be chosen.
  MarkerEnvironment(const Platform &platform, const VersionSet &pythons);

  /// Whether \p marker holds, with the extras that were asked for; nothing when
  /// that depends on what is not known, or when it is not well formed. An empty
  /// marker holds.
  std::optional<bool> holds(llvm::StringRef marker, const llvm::StringSet<> &extras = {}) const;

  /// The value of a variable such as `sys_platform`, for those that have one.
  std::optional<llvm::StringRef> value(llvm::StringRef variable) const;
  /// All patches of all minors that may be chosen.
  llvm::ArrayRef<Version> pythons() const { return versions; }

private:
  std::string machine;
  std::vector<Version> versions;
};

} // namespace cogc

#endif
