//===- Digest.cpp - SHA-256 digests as OCI and BuildKit write them --------===//
#include "cogc/Support/Digest.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"

using namespace cogc;

std::string cogc::sha256Hex(llvm::StringRef bytes) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(bytes)), /*LowerCase=*/true);
}

std::string cogc::sha256Digest(llvm::StringRef bytes) { return "sha256:" + sha256Hex(bytes); }

bool cogc::isSha256Digest(llvm::StringRef text) {
  auto isHex = [](char c) { return llvm::isDigit(c) || (c >= 'a' && c <= 'f'); };
  return text.consume_front("sha256:") && text.size() == 64 && llvm::all_of(text, isHex);
}
