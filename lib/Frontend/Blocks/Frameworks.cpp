#include "Frameworks.h"
#include "Steps.h"
#include "cogc/Frontend/Marker.h"
#include "cogc/Resolver/Resolve.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

/// The Pythons that may still be chosen.
static VersionSet allowedPythons(const BlockContext &context) {
  VersionSet allowed = VersionSet::all();
  auto narrow = [&](llvm::StringRef specifiers) {
    if (auto set = VersionSet::parse(specifiers))
      allowed = allowed.intersect(*set);
  };
  if (const std::optional<Text> &version = context.spec.build.pythonVersion)
    narrow("==" + version->value + ".*");
  for (const PythonConstraint &one : context.dependencies.python)
    narrow(one.specifiers);
  return allowed;
}

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

static bool hasNeed(llvm::ArrayRef<Need> needs, const Need &need) {
  return llvm::is_contained(needs, need);
}

void cogc::addPackageNeeds(const BlockContext &context, llvm::ArrayRef<NamedPackage> packages,
                           PlanBuilder &plan) {
  for (const NamedPackage &package : packages) {
    std::string by = context.tree.name(package.range.file).str();
    std::vector<Loc> locs{context.locate(package.range)};
    // What is no PEP 440 specifier is the installer's to judge.
    std::string constraint = VersionSet::parse(package.specifiers) ? package.specifiers : "";
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
    if (!hasNeed(plan.needs(), need))
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
