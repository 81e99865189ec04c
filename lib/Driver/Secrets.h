//===- Secrets.h - Secrets on their way to buildctl --------------------------===//
//
// A secret's value never comes into this process: buildctl reads it from the
// file or the variable that the user named. Here is checked only that what the
// plan needs was given and is there, before anything is built.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_SECRETS_H
#define COGC_LIB_DRIVER_SECRETS_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>
#include <utility>
#include <vector>

namespace cogc {

using EnvironmentVariables = std::vector<std::pair<std::string, std::string>>;
/// The value of a variable, or nothing when it is not set.
std::optional<llvm::StringRef> findVariable(const EnvironmentVariables &environment,
                                            llvm::StringRef name);

/// Checks the values of `--secret` and that each secret which \p plan requires
/// is among them, or among \p provided. Reports `bad_secret` and
/// `secret_missing`, the latter at the line that asks for it.
void checkSecrets(const Plan &plan, llvm::ArrayRef<std::string> secrets,
                  llvm::ArrayRef<llvm::StringRef> provided, const EnvironmentVariables &environment,
                  DiagnosticEngine &diags);

/// The certificates in what `--ca-cert` or COG_CA_CERT holds: the name of a file
/// or of a folder of .crt and .pem files, PEM text, or base64 of it. Returns
/// PEM: each certificate once, and nothing that is not a certificate (a folder
/// may hold private keys as well).
llvm::Expected<std::string> readCertificates(llvm::StringRef value);

} // namespace cogc

#endif
