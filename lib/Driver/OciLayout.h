//===- OciLayout.h - An image in a folder, as the OCI lays it out ------------===//
//
// https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
//
// Needed for one thing: a config that is too large to be an argument of
// BuildKit's client. Then BuildKit exports the image with a config of its own,
// and ours is put in its place here.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_OCILAYOUT_H
#define COGC_LIB_DRIVER_OCILAYOUT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace cogc {

/// Replaces the config of the one image in the layout at \p folder by
/// \p configJson; rootfs, history and, when ours has none, the time of creation
/// are those that BuildKit wrote. Returns the digest of the new manifest, which
/// index.json names from then on.
llvm::Expected<std::string> replaceImageConfig(llvm::StringRef folder, llvm::StringRef configJson);

} // namespace cogc

#endif
