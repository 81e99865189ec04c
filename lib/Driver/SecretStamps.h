//===- SecretStamps.h - A changed secret runs its steps again -----------------===//
//
// BuildKit does not look at a secret's value when it asks its cache. So each step
// that mounts secrets gets a variable with a stamp of their values, on the way to
// the daemon: a step whose secrets are the same is taken from the cache, one with
// a changed secret runs again, and no other does.
//
// A stamp is an HMAC with a key of this user's, and so reveals nothing to those who
// read the plan, the cache or the provenance (docs/rationale/secret-stamps.md).
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_SECRETSTAMPS_H
#define COGC_LIB_DRIVER_SECRETSTAMPS_H

#include "Secrets.h"

namespace cogc {

/// The variable of a step that carries the stamps.
inline constexpr const char secretStampVariable[] = "COGC_SECRET_STAMP";

struct SecretStamp {
  std::string id;
  std::string stamp;
};

/// The stamps of \p values. The key is COGC_SECRET_KEY, else this user's own, in
/// $XDG_STATE_HOME/cogc or ~/.local/state/cogc, where it is made when there is
/// none. Without a key there are no stamps, and `secret_key` is reported.
std::vector<SecretStamp> stampsOf(llvm::ArrayRef<SecretValue> values,
                                  const EnvironmentVariables &environment, DiagnosticEngine &diags);

/// \p plan with the stamps in the steps that mount these secrets.
Plan stampSecrets(Plan plan, llvm::ArrayRef<SecretStamp> stamps);

} // namespace cogc

#endif
