#include "Frameworks.h"
#include "Steps.h"
#include "cogc/Frontend/Marker.h"
#include "cogc/Resolver/Resolve.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

std::vector<NamedPackage> cogc::askedFor(const BlockContext &context,
                                         llvm::ArrayRef<llvm::StringLiteral> names) {
  std::vector<NamedPackage> packages;
  llvm::copy_if(namedPackages(context), std::back_inserter(packages),
                [&](const NamedPackage &each) { return llvm::is_contained(names, each.name); });
  if (packages.empty())
    return packages;
  MarkerEnvironment environment(context.options.platform, allowedPythons(context));
  // Where a marker depends on a Python that is not chosen yet, the installer
  // decides, and so the line asks for nothing here.
  llvm::erase_if(packages, [&](const NamedPackage &each) {
    return environment.holds(each.marker) != std::optional<bool>(true);
  });
  return packages;
}

std::string cogc::constraintOf(const NamedPackage &package) {
  return VersionSet::parse(package.specifiers) ? package.specifiers : "";
}

void cogc::addPackageNeeds(const BlockContext &context, llvm::ArrayRef<NamedPackage> packages,
                           PlanBuilder &plan) {
  for (const NamedPackage &package : packages) {
    std::string by = context.tree.name(package.range.file).str();
    std::vector<Loc> locs{context.locate(package.range)};
    std::string constraint = constraintOf(package);
    plan.need({package.name, constraint, "", by, locs});
    for (llvm::StringRef extra : llvm::split(package.extras, ','))
      if (!extra.empty())
        plan.need({extraNeed(package.name, extra.lower()), constraint, "", by, locs});
  }
}

void cogc::addTargetNeeds(const BlockContext &context, PlanBuilder &plan) {
  const CompileOptions &options = context.options;
  const Located<bool> &gpu = context.spec.build.gpu;
  auto once = [&](Need need) {
    if (!llvm::is_contained(plan.needs(), need))
      plan.need(std::move(need));
  };
  std::vector<Loc> place;
  if (gpu.range.isValid())
    place.push_back(context.locate(gpu.range));
  once({"accelerator", gpu.value ? "===cuda" : "===cpu", "", "cog.yaml", place});
  if (!gpu.value)
    return;
  if (!options.driver.empty())
    once({"driver", "==" + options.driver, "", "--driver", {}});
  if (!options.gpuArchitectures.empty())
    once({"gpu-arch", options.gpuArchitectures, "", "--gpu-arch", {}});
}
