//===- SdkNames.h - What the Cog SDK offers to import -------------------------===//
//
// Projects are older than the SDK that serves them: names that Cog had in its
// first years are gone, and a module that imports one does not load.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_SCHEMA_SDKNAMES_H
#define COGC_LIB_SCHEMA_SDKNAMES_H

#include "cogc/Support/Pep440.h"

namespace cogc::schema {

/// The public names of one release of the SDK, which SdkNames.def lists.
class SdkNames {
public:
  /// The names of \p release; those of our own for a version that we do not know.
  explicit SdkNames(llvm::StringRef release);

  bool hasModule(llvm::StringRef module) const;
  /// Whether \p module, one that there is, has \p name: a member or a module.
  /// What begins with an underscore counts as there.
  bool hasName(llvm::StringRef module, llvm::StringRef name) const;
  /// What to write instead of a name that is not there, as the end of a sentence;
  /// empty when that is not known.
  std::string advice(llvm::StringRef module, llvm::StringRef name) const;
  /// What stands for `Predictor`, the base class of 2021.
  llvm::StringRef baseClass() const;

private:
  bool isInRelease(llvm::StringRef part) const;

  Version release;
};

/// What to do about a name that the SDK itself complains of; empty for others.
llvm::StringRef deprecatedAdvice(llvm::StringRef name);

} // namespace cogc::schema

#endif
