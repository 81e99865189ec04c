//===- Credentials.h - Passwords inside URLs ---------------------------------===//
//
// `https://me:secret@host/simple` is how people hand a password to an installer.
// What cogc says and what travels to BuildKit beside the build shows such a URL
// with asterisks in the password's place, one for each byte, so that columns stay.
//
// `https://${USER}:${PASSWORD}@host` holds names, and `git@host` an account that
// everybody has: neither is a secret.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_SUPPORT_CREDENTIALS_H
#define COGC_SUPPORT_CREDENTIALS_H

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// Calls \p visit with the places of the credentials in \p text, what stands
/// between `://` and `@`, in their order.
void forEachCredentials(llvm::StringRef text,
                        llvm::function_ref<void(size_t begin, size_t end)> visit);

bool hasCredentials(llvm::StringRef text);

/// \p text with each byte of credentials an asterisk.
std::string maskCredentials(llvm::StringRef text);

} // namespace cogc

#endif
