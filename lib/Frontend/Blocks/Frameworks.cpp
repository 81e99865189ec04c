#include "Frameworks.h"
#include "Steps.h"
#include "cogc/Frontend/Marker.h"
#include "cogc/Resolver/Resolve.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <set>

using namespace cogc;

static std::vector<NamedPackage> named(const BlockContext &context,
                                       llvm::ArrayRef<llvm::StringLiteral> names) {
  std::vector<NamedPackage> packages;
  llvm::copy_if(namedPackages(context), std::back_inserter(packages),
                [&](const NamedPackage &each) { return llvm::is_contained(names, each.name); });
  return packages;
}

std::vector<NamedPackage> cogc::askedFor(const BlockContext &context,
                                         llvm::ArrayRef<llvm::StringLiteral> names) {
  return askedFor(context,
                  [&](const NamedPackage &each) { return llvm::is_contained(names, each.name); });
}

std::vector<NamedPackage> cogc::askedFor(const BlockContext &context,
                                         llvm::function_ref<bool(const NamedPackage &)> isMeant) {
  std::vector<NamedPackage> packages;
  llvm::copy_if(namedPackages(context), std::back_inserter(packages), isMeant);
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

//===----------------------------------------------------------------------===//
// Lines whose marker depends on Python
//===----------------------------------------------------------------------===//

namespace {
struct OpenPackage {
  NamedPackage package;
  /// The minor versions under which its marker holds.
  std::set<uint64_t> minors;
};
} // namespace

/// The minor versions that may be chosen.
static std::set<uint64_t> minorsOf(const MarkerEnvironment &environment) {
  std::set<uint64_t> minors;
  for (const Version &version : environment.pythons())
    minors.insert(version.release[1]);
  return minors;
}

/// Those of \p names whose marker some Pythons fulfil and others do not.
static std::vector<OpenPackage> openPackages(const BlockContext &context,
                                             llvm::ArrayRef<llvm::StringLiteral> names) {
  std::vector<OpenPackage> open;
  const Platform &platform = context.options.platform;
  for (const NamedPackage &package : named(context, names)) {
    if (package.marker.empty())
      continue;
    VersionSet allowed = allowedPythons(context);
    MarkerEnvironment environment(platform, allowed);
    if (environment.holds(package.marker))
      continue;
    OpenPackage &each = open.emplace_back();
    each.package = package;
    for (uint64_t minor : minorsOf(environment)) {
      VersionSet one = allowed.intersect(*VersionSet::parse("==3." + llvm::utostr(minor) + ".*"));
      if (MarkerEnvironment(platform, one).holds(package.marker) == std::optional<bool>(true))
        each.minors.insert(minor);
    }
  }
  return open;
}

/// What all lines of \p name in \p open ask for together, when one of them holds
/// under each of \p minors.
static std::optional<NamedPackage> merged(llvm::ArrayRef<OpenPackage> open, llvm::StringRef name,
                                          const std::set<uint64_t> &minors) {
  std::optional<NamedPackage> result;
  std::set<uint64_t> covered;
  for (const auto &[package, own] : open) {
    if (package.name != name)
      continue;
    // A package from a URL is the user's business.
    if (package.isVcs || llvm::StringRef(package.text).contains('@'))
      return std::nullopt;
    if (!result)
      result = NamedPackage{name.str(), false, package.range, "", "", package.extras, "", ""};
    else if (result->extras != package.extras)
      result->extras = "";
    covered.insert(own.begin(), own.end());
  }
  return covered == minors ? result : std::nullopt;
}

std::vector<NamedPackage> cogc::frameworksAskedFor(const BlockContext &context,
                                                   llvm::ArrayRef<llvm::StringLiteral> names) {
  std::vector<NamedPackage> packages = askedFor(context, names);
  std::vector<OpenPackage> open = openPackages(context, names);
  if (open.empty())
    return packages;
  std::set<uint64_t> minors =
      minorsOf(MarkerEnvironment(context.options.platform, allowedPythons(context)));
  for (llvm::StringRef name : names)
    if (std::optional<NamedPackage> package = merged(open, name, minors))
      packages.push_back(std::move(*package));
  return packages;
}

bool cogc::mayAskFor(const BlockContext &context, llvm::ArrayRef<llvm::StringLiteral> names) {
  return !askedFor(context, names).empty() || !openPackages(context, names).empty();
}

//===----------------------------------------------------------------------===//
// Needs
//===----------------------------------------------------------------------===//

std::string cogc::constraintOf(const NamedPackage &package) {
  return VersionSet::parse(package.specifiers) ? package.specifiers : "";
}

/// States the needs of one line, for \p pythons when there are any.
static void addNeeds(const BlockContext &context, const NamedPackage &package,
                     const std::string &pythons, PlanBuilder &plan) {
  std::string by = context.tree.name(package.range.file).str();
  std::vector<Loc> locs{context.locate(package.range)};
  std::string constraint = constraintOf(package);
  plan.need({package.name, constraint, "", by, locs, pythons});
  for (llvm::StringRef extra : llvm::split(package.extras, ','))
    if (!extra.empty())
      plan.need({extraNeed(package.name, extra.lower()), constraint, "", by, locs, pythons});
}

void cogc::addPackageNeeds(const BlockContext &context, llvm::ArrayRef<NamedPackage> packages,
                           PlanBuilder &plan) {
  for (const NamedPackage &package : packages)
    addNeeds(context, package, "", plan);
}

void cogc::addOpenNeeds(const BlockContext &context, llvm::ArrayRef<llvm::StringLiteral> names,
                        PlanBuilder &plan) {
  for (const OpenPackage &open : openPackages(context, names)) {
    std::vector<std::string> pythons;
    for (uint64_t minor : open.minors)
      pythons.push_back("3." + llvm::utostr(minor));
    if (!pythons.empty())
      addNeeds(context, open.package, llvm::join(pythons, " "), plan);
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
