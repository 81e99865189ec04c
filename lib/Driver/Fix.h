//===- Fix.h - Applying what diagnostics propose ------------------------------===//
#ifndef COGC_LIB_DRIVER_FIX_H
#define COGC_LIB_DRIVER_FIX_H

#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// A file as it is when some fix-its have been applied.
struct FixedFile {
  FileId file;
  std::string contents;
};

struct Fixes {
  /// The diagnostics whose fix-its were applied, in the order of their places.
  std::vector<const Diagnostic *> applied;
  std::vector<FixedFile> files;
};

/// Applies the safe fix-its of \p engine's diagnostics to the text of their files.
/// Where two diagnostics want to change the same text, the first one does; the
/// other is for the next round.
Fixes applyFixes(const DiagnosticEngine &engine);

} // namespace cogc

#endif
