//===- SelectBase.cpp - Replace base.build and base.runtime by images -----------===//
//
// The smallest base that runs: the official Python image, slim. Wheels bring
// their own CUDA, so a GPU project runs on it too. Where CUDA has to be in the
// image (`need %cuda-image`) it is NVIDIA's, and what is compiled for CUDA is
// compiled on the one with the compilers (`need %cuda-devel`); their tags were
// found with the versions (docs/Resolver.md).
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"

using namespace cogc;

static std::string nvidiaImage(llvm::StringRef tag) {
  return ("docker.io/nvidia/cuda:" + tag).str();
}

/// The image for \p role, with the need that decided; explains it.
static std::string chooseImage(const Plan &plan, BaseState::Role role, DiagnosticEngine &diags) {
  llvm::StringRef python = plan.resolvedVersion("python");
  llvm::StringRef compilers = plan.resolvedVersion("cuda-devel");
  if (role == BaseState::Role::Build && !compilers.empty()) {
    std::string image = nvidiaImage(compilers);
    diags.report(Diag::cuda_build_image, placeOfNeed(plan.needs, "cuda-devel"), image);
    return image;
  }
  if (llvm::StringRef tag = plan.resolvedVersion("cuda-image"); !tag.empty()) {
    std::string image = nvidiaImage(tag);
    diags.report(Diag::cuda_base_image, placeOfNeed(plan.needs, "cuda-image"), image);
    return image;
  }
  std::string image = "docker.io/library/python:" + python.str() + "-slim";
  diags.report(Diag::base_image, placeOfNeed(plan.needs, "python"), image, python);
  return image;
}

PassResult cogc::selectBase(Plan &plan, PassContext &context) {
  PassResult result = PassResult::Unchanged;
  bool failed = false;
  // One image for each role in the whole plan, explained once.
  std::string images[2];
  walkStates(plan, [&](State &state) {
    const BaseState *base = state.getIf<BaseState>();
    if (!base || failed)
      return;
    if (plan.resolvedVersion("python").empty()) {
      context.diags.report(Diag::need_unresolved, std::nullopt, "python", "");
      failed = true;
      return;
    }
    std::string &image = images[base->role == BaseState::Role::Build];
    if (image.empty())
      image = chooseImage(plan, base->role, context.diags);
    state = State::image(image);
    result = PassResult::Changed;
  });
  return failed ? PassResult::Failure : result;
}
