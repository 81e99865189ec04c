//===- OciLayout.h - An image in a folder, as the OCI lays it out ------------===//
//
// https://github.com/opencontainers/image-spec/blob/v1.1.1/image-layout.md
//
// Needed for a config that is too large to be an argument of BuildKit's client:
// then BuildKit exports the image with a config of its own, and ours is put in
// its place here. And to look at the layers of a build.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_OCILAYOUT_H
#define COGC_LIB_DRIVER_OCILAYOUT_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace cogc {

/// Replaces the config of the one image in the layout at \p folder by
/// \p configJson; rootfs, history and, when ours has none, the time of creation
/// are those that BuildKit wrote. Returns the digest of the new manifest, which
/// index.json names from then on.
llvm::Expected<std::string> replaceImageConfig(llvm::StringRef folder, llvm::StringRef configJson);

struct LayoutImage {
  struct Layer {
    /// Of the unpacked layer (`rootfs.diff_ids`).
    std::string digest;
    /// The archive.
    std::string file;
    /// What BuildKit says about the step, from the config's history.
    std::string madeBy;
  };
  /// Lowest first.
  std::vector<Layer> layers;
};

/// The one image in the layout at \p folder.
llvm::Expected<LayoutImage> readLayout(llvm::StringRef folder);

} // namespace cogc

#endif
