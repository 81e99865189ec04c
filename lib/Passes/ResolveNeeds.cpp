//===- ResolveNeeds.cpp - Give every need its version ---------------------------===//
//
// Python's version is chosen among all that its needs allow (PythonChoice.h).
// Nothing else is asked for yet: another need has to state a version, `==1.2` or
// `==1.2.*`, and several must agree to the letter; a solver takes this place when
// frameworks and CUDA ask for versions too.
//
//===----------------------------------------------------------------------------===//
#include "PythonChoice.h"
#include "cogc/Passes/Pass.h"

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
  Loc where = need.locs.empty() ? Loc() : need.locs.front();
  if (version.empty()) {
    diags.report(Diag::need_unresolved, where, need.name, need.constraint);
    return "";
  }
  if (need.constraint.empty() || need.constraint == stated->constraint)
    return version;
  auto error =
      diags.report(Diag::need_conflict, where, need.name, need.constraint, stated->constraint);
  if (!stated->locs.empty())
    error.note(stated->locs.front(), "`" + stated->constraint + "` is asked for here");
  return "";
}

PassResult cogc::resolveNeeds(Plan &plan, PassContext &context) {
  PassResult result = PassResult::Unchanged;
  std::string python;
  for (Need &need : plan.needs) {
    if (!need.resolved.empty())
      continue;
    bool isPython = need.name == "python";
    if (isPython && python.empty()) {
      python = choosePython(plan, context.diags);
      if (!python.empty() && !firstStated(plan, "python"))
        context.diags.report(Diag::default_version, need.locs.empty() ? Loc() : need.locs.front(),
                             "python", python);
    }
    need.resolved = isPython ? python : resolveStated(plan, need, context.diags);
    if (need.resolved.empty())
      return PassResult::Failure;
    result = PassResult::Changed;
  }
  return result;
}
