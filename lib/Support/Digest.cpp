//===- Digest.cpp - SHA-256 digests as OCI and BuildKit write them --------===//
#include "cogc/Support/Digest.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/SHA256.h"
#include <array>

using namespace cogc;

std::string cogc::sha256Hex(llvm::StringRef bytes) {
  return llvm::toHex(llvm::SHA256::hash(llvm::arrayRefFromStringRef(bytes)), /*LowerCase=*/true);
}

std::string cogc::sha256Digest(llvm::StringRef bytes) { return "sha256:" + sha256Hex(bytes); }

std::string cogc::hmacSha256Hex(llvm::StringRef key, llvm::StringRef message) {
  constexpr size_t blockSize = 64;
  std::array<uint8_t, blockSize> block = {};
  if (key.size() > blockSize)
    llvm::copy(llvm::SHA256::hash(llvm::arrayRefFromStringRef(key)), block.begin());
  else
    llvm::copy(key, block.begin());
  auto hashWith = [&](uint8_t pad, llvm::ArrayRef<uint8_t> rest) {
    std::array<uint8_t, blockSize> padded = block;
    for (uint8_t &byte : padded)
      byte ^= pad;
    llvm::SHA256 hash;
    hash.update(padded);
    hash.update(rest);
    return hash.final();
  };
  return llvm::toHex(hashWith(0x5c, hashWith(0x36, llvm::arrayRefFromStringRef(message))),
                     /*LowerCase=*/true);
}

bool cogc::isSha256Digest(llvm::StringRef text) {
  auto isHex = [](char c) { return llvm::isDigit(c) || (c >= 'a' && c <= 'f'); };
  return text.consume_front("sha256:") && text.size() == 64 && llvm::all_of(text, isHex);
}
