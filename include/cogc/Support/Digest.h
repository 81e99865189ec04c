//===- Digest.h - SHA-256 digests as OCI and BuildKit write them ----------===//
#ifndef COGC_SUPPORT_DIGEST_H
#define COGC_SUPPORT_DIGEST_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// `sha256:<64 lower-case hex digits>` of \p bytes
/// (OCI image spec, "descriptor", section Digests).
std::string sha256Digest(llvm::StringRef bytes);

/// Only the 64 hex digits.
std::string sha256Hex(llvm::StringRef bytes);

/// HMAC with SHA-256 (RFC 2104), as 64 hex digits: without the key, it says
/// nothing about the message.
std::string hmacSha256Hex(llvm::StringRef key, llvm::StringRef message);

/// Whether \p text is a well-formed `sha256:` digest.
bool isSha256Digest(llvm::StringRef text);

} // namespace cogc

#endif
