//===- ResolveNeeds.cpp - Give every need its version ---------------------------===//
//
// What the compatibility table knows is solved together (Resolver/Resolve.h).
// Python alone needs no table (PythonChoice.h). Any other need has to state its
// version, `==1.2` or `==1.2.*`, and several must agree to the letter.
//
//===----------------------------------------------------------------------------===//
#include "PythonChoice.h"
#include "cogc/Passes/Pass.h"
#include "cogc/Resolver/PythonReleases.h"
#include "cogc/Resolver/Resolve.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

/// The version that \p constraint names: `==3.12.*` → `3.12`, `==3.12.4` →
/// `3.12.4`. Empty for other constraints.
static std::string versionOf(llvm::StringRef constraint) {
  if (!constraint.consume_front("=="))
    return "";
  constraint.consume_back(".*");
  return constraint.trim().str();
}

static const Need *firstStated(const Plan &plan, llvm::StringRef name) {
  for (const Need &need : plan.needs)
    if (need.name == name && !need.constraint.empty())
      return &need;
  return nullptr;
}

/// The version of a need that is not Python's; empty, and reported, when there
/// is none.
static std::string resolveStated(const Plan &plan, const Need &need, DiagnosticEngine &diags) {
  const Need *stated = firstStated(plan, need.name);
  std::string version = versionOf(stated ? stated->constraint : "");
  Loc where = need.place();
  if (version.empty()) {
    diags.report(Diag::need_unresolved, where, need.name, need.constraint);
    return "";
  }
  if (need.constraint.empty() || need.constraint == stated->constraint)
    return version;
  auto error =
      diags.report(Diag::need_conflict, where, need.name, need.constraint, stated->constraint);
  if (!stated->locs.empty())
    error.note(stated->place(), "`" + stated->constraint + "` is asked for here");
  return "";
}

/// Python's version, when nothing else has a say in it; false when there is none.
static bool resolvePython(Plan &plan, DiagnosticEngine &diags) {
  std::string version = choosePython(plan, diags);
  if (version.empty())
    return false;
  bool isStated = firstStated(plan, "python");
  bool isFirst = true;
  for (Need &need : plan.needs) {
    if (need.name != "python")
      continue;
    need.resolved = version;
    if (isFirst && !isStated)
      diags.report(Diag::default_version, need.place(), "python", version);
    isFirst = false;
  }
  return true;
}

static void addNeed(Plan &plan, const ResolvedVersion &version) {
  Need need;
  need.name = version.name;
  need.resolved = version.version;
  need.by = "resolve-needs";
  auto at = llvm::find_if(plan.needs, [&](const Need &each) { return each.name > need.name; });
  plan.needs.insert(at, std::move(need));
}

/// Drops the needs that do not hold under the Python that was chosen.
static void dropOthers(Plan &plan, llvm::ArrayRef<ResolvedVersion> versions) {
  const auto *python = llvm::find_if(
      versions, [](const ResolvedVersion &version) { return version.name == "python"; });
  llvm::erase_if(plan.needs, [&](const Need &need) {
    return !need.pythons.empty() && !hasPython(need.pythons, pythonVersion(python->version));
  });
}

/// Solves for all needs that the table knows; false when that is impossible.
static bool resolveTogether(Plan &plan, const CompatTable &table, PassContext &context) {
  // Needs that no Python can meet are told without the table.
  if (choosePython(plan, context.diags).empty())
    return false;
  std::vector<Need> needs = resolvableNeeds(plan.needs, table);
  auto versions = resolveVersions(
      {needs, plan.platform, table, context.options.explain, context.options.looseCuda},
      context.diags);
  if (!versions)
    return false;
  dropOthers(plan, *versions);
  for (const ResolvedVersion &version : *versions) {
    bool isAsked = false;
    for (Need &need : plan.needs)
      if (need.name == version.name) {
        need.resolved = version.version;
        isAsked = true;
      }
    if (!isAsked)
      addNeed(plan, version);
  }
  return true;
}

PassResult cogc::resolveNeeds(Plan &plan, PassContext &context) {
  if (llvm::none_of(plan.needs, [](const Need &need) { return need.resolved.empty(); }))
    return PassResult::Unchanged;
  const CompatTable &table = compatTableOf(context.options);
  bool hasPython = false, hasOthers = false;
  for (const Need &need : plan.needs) {
    bool isPython = need.name == "python";
    hasPython |= isPython;
    hasOthers |= !isPython && isResolvable(table, need.name);
  }
  if (hasOthers ? !resolveTogether(plan, table, context)
                : hasPython && !resolvePython(plan, context.diags))
    return PassResult::Failure;
  for (Need &need : plan.needs) {
    if (!need.resolved.empty())
      continue;
    need.resolved = resolveStated(plan, need, context.diags);
    if (need.resolved.empty())
      return PassResult::Failure;
  }
  return PassResult::Changed;
}
