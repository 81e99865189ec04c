//===- ServerUser.h - Whom the server runs as -------------------------------===//
//
// An image's config names the user by numbers: Kubernetes refuses to check a
// name for `runAsNonRoot`, and numbers need no /etc/passwd. The name is for
// people and for programs that look themselves up.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_SERVERUSER_H
#define COGC_SUPPORT_SERVERUSER_H

#include "llvm/Support/Error.h"
#include <cstdint>
#include <string>

namespace cogc {

struct ServerUser {
  /// As given, or `cog` for a number.
  std::string name;
  uint32_t uid = 0;
  uint32_t gid = 0;
  /// Whether the user gave the name: then the base must not have it.
  bool isNamed = false;

  /// `app`, `1000` or `1000:1000`; root is refused, with the reason.
  static llvm::Expected<ServerUser> parse(llvm::StringRef text);

  /// `1000:1000`, as the image's config has it.
  std::string numbers() const;
  /// `/home/app`
  std::string home() const;
};

/// The numbers of a user that has a name only: none that a distribution gives out.
inline constexpr uint32_t namedUserId = 10001;

} // namespace cogc

#endif
