//===- BaseImages.h - What base images bring with them ------------------------===//
//
// LLB does not see a base image's config: a step runs with the environment that
// we write, and the final config is ours alone. So what a base brings (PATH,
// LANG, NVIDIA_*, user, working folder) has to be known at compile time. This
// table knows the families that cogc chooses from; `--base-config REF=FILE`
// replaces an entry or adds one.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_PASSES_BASEIMAGES_H
#define COGC_PASSES_BASEIMAGES_H

#include "cogc/IR/Plan.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include <optional>

namespace cogc {

/// The day on which the embedded table was last compared with the registries.
inline constexpr const char baseConfigTableDate[] = "2026-11-24";

class BaseConfigTable {
public:
  /// Adds or replaces the config of \p ref by an OCI image config in JSON (the
  /// `config` object of the image spec, or a whole image config document).
  llvm::Error addJson(llvm::StringRef ref, llvm::StringRef json);

  /// What is known of the image \p ref (normalised, tag or digest allowed), or
  /// nothing.
  std::optional<ImageConfig> lookup(llvm::StringRef ref) const;

  /// The digests of its unpacked layers, lowest first, where a whole config
  /// document of --base-config says them (`rootfs.diff_ids`).
  llvm::ArrayRef<std::string> layersOf(llvm::StringRef ref) const;

private:
  struct Override {
    std::string ref;
    ImageConfig config;
    std::vector<std::string> layers;
  };
  const Override *find(llvm::StringRef ref) const;

  std::vector<Override> overrides;
};

/// `python:3.13-slim` → `docker.io/library/python:3.13-slim`; a reference
/// without tag and digest gets `:latest`
/// (https://github.com/distribution/reference). Nothing for a malformed one.
std::optional<std::string> normalizeImageRef(llvm::StringRef ref);

} // namespace cogc

#endif
