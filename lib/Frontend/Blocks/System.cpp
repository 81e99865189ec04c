//===- System.cpp - system_packages, and what the project needs unsaid ----------===//
//
// Two steps of apt. The image gets `system_packages` and what its Python
// packages and `run:` commands need (SystemRules.h). The install of the Python
// packages may need more, compilers and git for example: those go into a build
// stage on top of the first, which the image never sees.
//
//===----------------------------------------------------------------------------===//
#include "Apt.h"
#include "cogc/Frontend/Blocks.h"

using namespace cogc;

/// Names that newer distributions do not have.
static void warnAboutNames(const BlockContext &context) {
  for (const Text &word : context.spec.build.systemPackages) {
    const AptRename *rename = findAptRename(word.value);
    if (!rename)
      continue;
    if (rename->replacement.empty()) {
      context.diags.report(Diag::apt_gone, word.range, word.value, rename->since, rename->advice);
      continue;
    }
    llvm::StringRef now = llvm::StringRef(rename->replacement).split('|').first;
    context.diags.report(Diag::apt_renamed, word.range, word.value, rename->since, now);
  }
}

static void install(PlanBuilder &plan, llvm::StringRef stage, Phase phase, const char *title,
                    const AptPackages &packages, const CompileOptions &options) {
  plan.stage(stage, phase)
      .at(packages.places().front())
      .add(packages.step(options), packages.places().vec(), title);
}

namespace {
class SystemBlock : public Block {
public:
  llvm::StringRef name() const override { return "system"; }
  bool applies(const BlockContext &) const override { return true; }

  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    warnAboutNames(context);
    SystemPackages chosen = chooseSystemPackages(context);
    AptPackages image = imagePackages(context, chosen);
    explainChoices(context, chosen.image, "into the image");
    if (!image.empty())
      install(plan, "system", Phase::ExportSystem, "install system packages", image,
              context.options);

    AptPackages build;
    for (const SystemChoice &choice : chosen.build)
      build.add(choice, context);
    build.leaveOut(image);
    explainChoices(context, chosen.build, "for the install only");
    // In build.base: the packages' stages lie on it, the image's do not.
    if (!build.empty())
      install(plan, "tools", Phase::BuildBase, "install build tools", build, context.options);
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeSystemBlock() { return std::make_unique<SystemBlock>(); }
