//===- CompatTable.cpp - Which versions exist, and what they go with ----------===//
#include "cogc/Resolver/CompatTable.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

namespace {
#include "CompatData.inc"
} // namespace

const CompatTable &cogc::builtinCompatTable() { return table; }

const CompatPackage *CompatTable::find(llvm::StringRef name) const {
  const auto *found =
      llvm::find_if(packages, [&](const CompatPackage &package) { return package.name == name; });
  return found == packages.end() ? nullptr : found;
}

llvm::StringRef CompatTable::sourceText(llvm::StringRef key) const {
  const auto *found =
      llvm::find_if(sources, [&](const CompatSource &source) { return source.key == key; });
  return found == sources.end() ? llvm::StringRef() : found->text;
}
