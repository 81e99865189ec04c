//===- PackageSecret.h - A secret of the steps that install packages ----------===//
#ifndef COGC_SUPPORT_PACKAGESECRET_H
#define COGC_SUPPORT_PACKAGESECRET_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace cogc {

/// `--package-secret id=ID,target=FILE|env=NAME`: never the value, only where the
/// step finds it.
struct PackageSecret {
  std::string id;
  /// The absolute path of a file in the step; empty for none.
  std::string target;
  /// A variable of the step; empty for none.
  std::string env;

  /// Reads the flag's value. The error says what is wrong with it.
  static llvm::Expected<PackageSecret> parse(llvm::StringRef text);
};

// Each returns what is wrong, and how to do better; empty when nothing is.
std::string secretIdMistake(llvm::StringRef id);
std::string secretEnvMistake(llvm::StringRef name);
/// Sets \p target to the shortest form of its path.
std::string secretTargetMistake(std::string &target);
/// A folder that the step itself makes, reads or carries over into the image.
std::string packageTargetMistake(llvm::StringRef target);

} // namespace cogc

#endif
