//===- ResolveNeeds.cpp - Give every need its version ---------------------------===//
//
// Python is the only thing that needs a version so far, and a cog.yaml states
// at most one: `==3.12.*` or `==3.12.4`, which are their own answer. Several
// constraints on one need must agree to the letter; a solver takes this place
// when frameworks and CUDA ask for versions too.
//
//===----------------------------------------------------------------------------===//
#include "cogc/Passes/Pass.h"
#include "cogc/Support/Defaults.h"

using namespace cogc;

/// The version that \p constraint names: `==3.12.*` → `3.12`, `==3.12.4` →
/// `3.12.4`, nothing said → \p fallback. Empty for other constraints.
static std::string versionOf(llvm::StringRef constraint, llvm::StringRef fallback) {
  if (constraint.empty())
    return fallback.str();
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

PassResult cogc::resolveNeeds(Plan &plan, PassContext &context) {
  PassResult result = PassResult::Unchanged;
  for (Need &need : plan.needs) {
    if (!need.resolved.empty())
      continue;
    const Need *stated = firstStated(plan, need.name);
    llvm::StringRef fallback = need.name == "python" ? defaultPythonVersion : "";
    std::string version = versionOf(stated ? stated->constraint : "", fallback);
    Loc where = need.locs.empty() ? Loc() : need.locs.front();
    if (version.empty()) {
      context.diags.report(Diag::need_unresolved, where, need.name, need.constraint);
      return PassResult::Failure;
    }
    if (stated && !need.constraint.empty() && need.constraint != stated->constraint) {
      auto error = context.diags.report(Diag::need_conflict, where, need.name, need.constraint,
                                        stated->constraint);
      if (!stated->locs.empty())
        error.note(stated->locs.front(), "`" + stated->constraint + "` is asked for here");
      return PassResult::Failure;
    }
    if (!stated)
      context.diags.report(Diag::default_version, where, need.name, version);
    need.resolved = version;
    result = PassResult::Changed;
  }
  return result;
}
