//===- ValueForms.h - What well-formed values look like ---------------------===//
//
// Pure functions from text to a verdict; the places and the words of the
// diagnostics are their callers' business.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_FRONTEND_VALUEFORMS_H
#define COGC_LIB_FRONTEND_VALUEFORMS_H

#include "cogc/Support/Pep440.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>

namespace cogc {

/// The parts of a dotted number such as `3.12.4`, each below 10,000 and without
/// leading zeros; nothing for any other text.
std::optional<llvm::SmallVector<unsigned, 4>> parseDottedNumber(llvm::StringRef text);

/// Whether the Cog SDK of \p version reads the image as we build it. A
/// pre-release does when its release does.
bool isSupportedSdk(const Version &version);

/// Whether \p text can name a class or function in Python; letters beyond ASCII
/// are taken on trust.
bool isPythonIdentifier(llvm::StringRef text);

/// `FOO_1`: a name that every shell can use.
bool isEnvironmentName(llvm::StringRef text);

/// The names that the image and what runs it use themselves; `*` at the end
/// stands for anything.
llvm::ArrayRef<llvm::StringLiteral> reservedEnvironmentNames();

/// The pattern of reserved environment names (`CUDA_*`) that \p name matches,
/// or an empty text.
llvm::StringRef reservedEnvironmentName(llvm::StringRef name);

/// Whether \p word may be an argument of `apt-get install`: a package with an
/// optional version, release or architecture, or an option. None of its
/// characters means anything to a shell.
bool isAptWord(llvm::StringRef word);

/// Why \p name is not an image's name as the OCI distribution spec has it; empty
/// when it is one. Without \p allowTag, tags and digests are a mistake.
std::string imageNameMistake(llvm::StringRef name, bool allowTag);

/// A project-relative path in its shortest form (`./a//b` → `a/b`), or why
/// \p written is none ("is an absolute path").
struct ProjectPath {
  std::string path;
  llvm::StringRef mistake;
};
ProjectPath projectPath(llvm::StringRef written);

} // namespace cogc

#endif
