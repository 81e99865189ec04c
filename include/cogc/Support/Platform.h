//===- Platform.h - The target of an image --------------------------------===//
#ifndef COGC_SUPPORT_PLATFORM_H
#define COGC_SUPPORT_PLATFORM_H

#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace cogc {

/// An image's platform as the OCI image spec names it, in the normal form that
/// BuildKit uses (arm64 without a variant, arm with v7).
struct Platform {
  std::string os = "linux";
  std::string architecture = "amd64";
  std::string variant;

  /// `linux/amd64`, `linux/arm64`, `linux/arm/v7`.
  std::string str() const;
  /// Without the variant.
  std::string machine() const { return os + "/" + architecture; }
  /// Reads and normalises `os/arch[/variant]`; common aliases (x86_64, aarch64)
  /// are accepted. Nothing for anything that is not of this shape.
  static std::optional<Platform> parse(llvm::StringRef text);
  friend bool operator==(const Platform &, const Platform &) = default;
};

} // namespace cogc

#endif
