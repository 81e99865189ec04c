//===- PythonReleases.h - Which Pythons there are to choose from ---------------===//
//
// A minor version stands for its newest patch, whose number is not known here:
// the base image's tag `3.12-slim` leads to it. A patch is named only where
// somebody allows nothing else.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_RESOLVER_PYTHONRELEASES_H
#define COGC_RESOLVER_PYTHONRELEASES_H

#include "cogc/Support/Pep440.h"

namespace cogc {

/// All minor versions of Python 3, those that we would rather have first: the
/// default, then the newest. Behind them those that do not exist yet, for
/// somebody may insist on one.
llvm::SmallVector<uint64_t> pythonsByPreference();

/// `3.12` when its newest patch is allowed, else the newest one that is
/// (`3.12.4`); empty when none is.
std::string allowedPython(const VersionSet &allowed, uint64_t minor);

/// Whether the minor version of \p python is in \p pythons, a list such as
/// `3.10 3.11`.
bool hasPython(llvm::StringRef pythons, const Version &python);

/// The version that such a text means; for `3.12` one above all patches.
Version pythonVersion(llvm::StringRef text);

} // namespace cogc

#endif
