//===- ImageName.h - What an image is called, and where it goes --------------===//
#ifndef COGC_LIB_DRIVER_IMAGENAME_H
#define COGC_LIB_DRIVER_IMAGENAME_H

#include "llvm/ADT/StringRef.h"
#include <string>

namespace cogc {

/// The name of an image that nobody named, from the project folder's:
/// `My Model` → `cog-my-model`.
std::string defaultImageName(llvm::StringRef folder);

/// Whether \p name belongs to a registry on this machine: `localhost:5000/x`,
/// `127.0.0.1/x`, `[::1]:5000/x`.
bool isOnLoopbackRegistry(llvm::StringRef name);

/// Whether \p name is a reference that an image can be stored under: no digest,
/// the grammar of https://github.com/distribution/reference.
bool isImageName(llvm::StringRef name);

} // namespace cogc

#endif
