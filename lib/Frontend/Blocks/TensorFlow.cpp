//===- TensorFlow.cpp - TensorFlow, with the CUDA that it needs -----------------===//
//
// PyPI's wheel runs on CPUs and GPUs alike, but brings no CUDA; from 2.14 on the
// extra `and-cuda` does. So a GPU image gets the extra, in a requirement of our
// own beside the user's line. Releases before that need CUDA in the base image
// (Cuda.cpp).
//
//===----------------------------------------------------------------------------===//
#include "Frameworks.h"
#include "cogc/Frontend/Blocks.h"
#include "cogc/Resolver/Resolve.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

static constexpr llvm::StringLiteral names[] = {"tensorflow", "tensorflow-cpu"};
/// TensorFlow limits it, and whoever pins it limits TensorFlow.
static constexpr llvm::StringLiteral numpyName[] = {"numpy"};
static constexpr llvm::StringLiteral torchName[] = {"torch"};
static constexpr char extra[] = "and-cuda";

/// Whether all versions that the line allows are in \p specifiers.
static bool isWithin(const NamedPackage &package, llvm::StringRef specifiers) {
  auto wanted = VersionSet::parse(package.specifiers), range = VersionSet::parse(specifiers);
  return wanted && range && range->includes(*wanted);
}

static std::optional<NamedPackage> tensorflow(const BlockContext &context) {
  for (NamedPackage &each : frameworksAskedFor(context, names))
    if (each.name == "tensorflow")
      return each;
  return std::nullopt;
}

static bool hasExtra(const NamedPackage &package) {
  return llvm::is_contained(llvm::split(package.extras, ','), extra);
}

bool cogc::needsSystemCudaForTensorFlow(const BlockContext &context) {
  std::optional<NamedPackage> package = tensorflow(context);
  if (!package || !context.spec.build.gpu.value)
    return false;
  // Beside torch, one of the two has to do with what the other brings.
  return isWithin(*package, "<2.14") ||
         (context.tensorflowAlone && askedFor(context, torchName).empty());
}

bool cogc::addsTensorflowExtra(const BlockContext &context) {
  std::optional<NamedPackage> package = tensorflow(context);
  return package && context.spec.build.gpu.value && !context.tensorflowAlone &&
         !hasExtra(*package) && !isWithin(*package, "<2.14") && !context.dependencies.isLocked();
}

std::string cogc::tensorflowRequirement(const BlockContext &context) {
  return addsTensorflowExtra(context) ? "tensorflow[and-cuda]=={%tensorflow}" : "";
}

bool cogc::needsCudaLinks(const BlockContext &context) {
  std::optional<NamedPackage> package = tensorflow(context);
  return package && context.spec.build.gpu.value && isWithin(*package, ">=2.16,<2.18");
}

namespace {
class TensorFlowBlock : public Block {
public:
  llvm::StringRef name() const override { return "tensorflow"; }
  bool applies(const BlockContext &context) const override { return mayAskFor(context, names); }

  void addNeeds(const BlockContext &context, PlanBuilder &plan) const override {
    addTargetNeeds(context, plan);
    addPackageNeeds(context, frameworksAskedFor(context, names), plan);
    addPackageNeeds(context, askedFor(context, numpyName), plan);
    addOpenNeeds(context, names, plan);
    addOpenNeeds(context, numpyName, plan);
    if (context.tensorflowAlone)
      context.diags.report(Diag::tensorflow_alone, tensorflow(context)->range);
    if (!addsTensorflowExtra(context))
      return;
    NamedPackage package = *tensorflow(context);
    Loc place = context.locate(package.range);
    plan.need({extraNeed("tensorflow", extra), constraintOf(package), "", "tensorflow", {place}});
    context.diags.report(Diag::tensorflow_with_cuda, package.range);
  }

  /// The packages block installs it, into the one environment.
  void addStages(const BlockContext &context, PlanBuilder &plan) const override {
    if (needsCudaLinks(context))
      setEnv(plan.config().env, "LD_LIBRARY_PATH", cudaLinks);
  }
};
} // namespace

std::unique_ptr<Block> cogc::makeTensorFlowBlock() { return std::make_unique<TensorFlowBlock>(); }
