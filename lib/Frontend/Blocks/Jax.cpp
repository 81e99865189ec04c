//===- Jax.cpp - jax and its plugins --------------------------------------------===//
//
// jax says with an extra which CUDA it brings (`jax[cuda12]`), so the user's own
// line is enough; what is left is that everything has to fit.
//
//===----------------------------------------------------------------------------===//
#include "Frameworks.h"
#include "cogc/Frontend/Blocks.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

static constexpr llvm::StringLiteral names[] = {"jax", "jaxlib"};

namespace {
class JaxBlock : public Block {
public:
  llvm::StringRef name() const override { return "jax"; }
  bool applies(const BlockContext &context) const override { return mayAskFor(context, names); }

  void addNeeds(const BlockContext &context, PlanBuilder &plan) const override {
    addTargetNeeds(context, plan);
    std::vector<NamedPackage> packages = frameworksAskedFor(context, names);
    addPackageNeeds(context, packages, plan);
    addOpenNeeds(context, names, plan);
    if (!context.spec.build.gpu.value || context.dependencies.isLocked())
      return;
    for (const NamedPackage &each : packages)
      if (each.name == "jax" && each.extras.empty())
        context.diags.report(Diag::jax_without_cuda, each.range);
  }

  /// The packages block installs it, into the one environment.
  void addStages(const BlockContext &, PlanBuilder &) const override {}
};
} // namespace

std::unique_ptr<Block> cogc::makeJaxBlock() { return std::make_unique<JaxBlock>(); }
