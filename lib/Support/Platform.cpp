//===- Platform.cpp - The target of an image ------------------------------===//
#include "cogc/Support/Platform.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;

/// The name that Go, and with it OCI, gives an architecture.
static llvm::StringRef normalArchitecture(llvm::StringRef name) {
  return llvm::StringSwitch<llvm::StringRef>(name)
      .Cases("x86_64", "x86-64", "amd64")
      .Cases("aarch64", "arm64", "arm64")
      .Cases("i386", "i486", "i586", "i686", "386")
      .Cases("armhf", "armel", "arm", "arm")
      .Default(name);
}

/// The variants that are what the architecture means anyway are left out, and
/// 32-bit ARM always has one.
static std::string normalVariant(llvm::StringRef architecture, llvm::StringRef alias,
                                 llvm::StringRef variant) {
  if (architecture == "amd64" && variant == "v1")
    return "";
  if (architecture == "arm64" && (variant == "v8" || variant == "8"))
    return "";
  if (architecture != "arm")
    return variant.str();
  if (variant.empty())
    return alias == "armel" ? "v6" : "v7";
  return llvm::isDigit(variant.front()) ? ("v" + variant).str() : variant.str();
}

static bool isName(llvm::StringRef text) {
  return !text.empty() && llvm::all_of(text, [](char c) {
    return llvm::isAlnum(c) || c == '_' || c == '-' || c == '.';
  });
}

std::string Platform::str() const {
  return os + "/" + architecture + (variant.empty() ? "" : "/" + variant);
}

std::optional<Platform> Platform::parse(llvm::StringRef text) {
  std::string lower = text.lower();
  llvm::SmallVector<llvm::StringRef, 4> parts;
  llvm::StringRef(lower).split(parts, '/');
  if (parts.size() < 2 || parts.size() > 3 || !llvm::all_of(parts, isName))
    return std::nullopt;
  Platform platform;
  platform.os = parts[0] == "macos" ? "darwin" : parts[0].str();
  platform.architecture = normalArchitecture(parts[1]).str();
  platform.variant =
      normalVariant(platform.architecture, parts[1], parts.size() == 3 ? parts[2] : "");
  return platform;
}
