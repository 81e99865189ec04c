//===- Wheels.h - Wheels of the SDK from this machine ---------------------------===//
//
// COG_SDK_WHEEL and COGLET_WHEEL may be paths: a wheel, or a folder with one.
// They lie outside the project, so they come to a build as contexts of their
// own. The compile gets a name and a digest; the folder goes to the builder's
// client and nowhere else.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_LIB_DRIVER_WHEELS_H
#define COGC_LIB_DRIVER_WHEELS_H

#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"
#include <string>
#include <utility>
#include <vector>

namespace cogc {

/// The folders of given contexts, by the contexts' names.
using GivenFolders = std::vector<std::pair<std::string, std::string>>;

/// Looks up the paths among \p options' wheels and writes what is there into
/// \p options. Reports `sdk_wheel` for each that leads to no wheel, or to
/// several. Paths start from the current folder.
GivenFolders findWheels(CompileOptions &options, DiagnosticEngine &diags);

} // namespace cogc

#endif
