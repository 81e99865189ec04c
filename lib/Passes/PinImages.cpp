//===- PinImages.cpp - Full image names, and the digests of --pin ---------------===//
#include "cogc/Passes/Pass.h"

using namespace cogc;

/// `name:tag` → `name:tag@sha256:…` for a pinned image; else the name itself.
static std::string pinned(const std::string &ref, const CompileOptions &options) {
  if (llvm::StringRef(ref).contains('@'))
    return ref;
  for (auto &[name, digest] : options.pins)
    if (normalizeImageRef(name) == ref)
      return ref + "@" + digest;
  return ref;
}

PassResult cogc::pinImages(Plan &plan, PassContext &context) {
  PassResult result = PassResult::Unchanged;
  walkStates(plan, [&](State &state) {
    auto *image = state.getIf<ImageState>();
    if (!image)
      return;
    std::optional<std::string> name = normalizeImageRef(image->ref);
    if (!name) {
      context.diags.report(Diag::image_ref, std::nullopt, image->ref);
      result = PassResult::Failure;
      return;
    }
    std::string wanted = pinned(*name, context.options);
    if (wanted == image->ref)
      return;
    image->ref = wanted;
    result = std::min(result, PassResult::Changed);
  });
  return result;
}
