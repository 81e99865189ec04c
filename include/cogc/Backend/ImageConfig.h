//===- ImageConfig.h - The image's config as OCI JSON ------------------------===//
#ifndef COGC_BACKEND_IMAGECONFIG_H
#define COGC_BACKEND_IMAGECONFIG_H

#include "cogc/IR/Plan.h"
#include "cogc/Support/Diagnostics.h"
#include <string>

namespace cogc {

/// The config of the plan's export as compact JSON (OCI image spec, "Image
/// Configuration"), with sorted keys: what BuildKit's exporter takes as
/// `containerimage.config`. The exporter adds rootfs, history and a time.
std::string imageConfigJson(const Plan &plan);

} // namespace cogc

#endif
