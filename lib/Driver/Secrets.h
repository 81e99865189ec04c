//===- Secrets.h - Secrets on their way to buildctl --------------------------===//
//
// buildctl reads a secret's value from the file or the variable that the user
// named, and hands it to the daemon when a step asks. Here is checked before
// anything is built that what the plan needs was given and is there, and values
// are looked at once, for their stamps (SecretStamps.h). None is kept, printed or
// passed on.
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

/// cogc's folder below the one that \p variable names, else below \p inHome of HOME;
/// empty when neither is there. A relative one counts as not set
/// (https://specifications.freedesktop.org/basedir-spec/latest/).
std::string userFolder(const EnvironmentVariables &environment, llvm::StringRef variable,
                       llvm::StringRef inHome);

struct SecretValue {
  std::string id;
  std::string value;
};

/// Checks the values of `--secret` and that each secret which \p plan requires
/// is among them, and not empty, or among \p provided. Reports `bad_secret`, and
/// `secret_missing` and `secret_empty` at the line that asks for it.
///
/// Returns those that \p plan uses. A secret from a pipe is not among them: it can
/// be read only once, and that is for buildctl.
std::vector<SecretValue> checkSecrets(const Plan &plan, llvm::ArrayRef<std::string> secrets,
                                      llvm::ArrayRef<llvm::StringRef> provided,
                                      const EnvironmentVariables &environment,
                                      DiagnosticEngine &diags);

/// The certificates in what `--ca-cert` or COG_CA_CERT holds: the name of a file
/// or of a folder of .crt and .pem files, PEM text, or base64 of it. Returns
/// PEM: each certificate once, and nothing that is not a certificate (a folder
/// may hold private keys as well).
llvm::Expected<std::string> readCertificates(llvm::StringRef value);

/// The certificates of \p given and those that this machine trusts, each once: the
/// file that SSL_CERT_FILE names in \p environment, else the system's. For programs
/// that take one file for all, and have to reach hosts behind a company's proxy as
/// well as those that it lets through. PEM; \p given alone where BuildKit's client
/// would not take both.
std::string withTrusted(llvm::StringRef given, const EnvironmentVariables &environment);

} // namespace cogc

#endif
