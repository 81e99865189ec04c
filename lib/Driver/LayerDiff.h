//===- LayerDiff.h - What two layers disagree about ---------------------------===//
//
// A layer is a tar archive (OCI image spec, layer.md). BuildKit writes the files
// in one order, so two layers of the same step are compared side by side.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_LAYERDIFF_H
#define COGC_LIB_DRIVER_LAYERDIFF_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <optional>
#include <string>

namespace cogc {

struct LayerDifference {
  /// Absolute, as it is in the image.
  std::string path;
  /// In words, with both values where they are short: "its time, 5 and 7".
  std::string what;
};

/// The first file that differs in the archives \p first and \p second (tar,
/// plain or gzip), in their order; one whose time alone differs only when there
/// is no other. Nothing when all that an image shows of them is equal. Fails on
/// an archive that cannot be read.
llvm::Expected<std::optional<LayerDifference>> firstDifference(llvm::StringRef first,
                                                               llvm::StringRef second);

} // namespace cogc

#endif
