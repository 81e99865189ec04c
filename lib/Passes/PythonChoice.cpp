#include "PythonChoice.h"
#include "cogc/Resolver/PythonReleases.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

namespace {
struct Constraint {
  const Need *need;
  VersionSet allowed;
};
} // namespace

static std::string firstAllowed(const VersionSet &allowed) {
  for (uint64_t minor : pythonsByPreference())
    if (std::string version = allowedPython(allowed, minor); !version.empty())
      return version;
  return "";
}

/// Reads the needs for Python; false when one is not well formed.
static bool collect(const Plan &plan, std::vector<Constraint> &constraints,
                    DiagnosticEngine &diags) {
  bool good = true;
  for (const Need &need : plan.needs) {
    if (need.name != "python")
      continue;
    if (auto allowed = VersionSet::parse(need.constraint)) {
      constraints.push_back({&need, std::move(*allowed)});
      continue;
    }
    diags.report(Diag::need_unresolved, need.place(), need.name, need.constraint);
    good = false;
  }
  return good;
}

static void noteNeed(DiagnosticEngine::Builder &error, const Need &need) {
  if (!need.locs.empty() && !need.constraint.empty())
    error.note(need.place(), "`" + need.constraint + "` is asked for here");
}

/// Blames two needs that exclude each other, or one that nothing satisfies, or
/// all of them.
static void reportConflict(llvm::ArrayRef<Constraint> constraints, DiagnosticEngine &diags) {
  for (const Constraint &one : constraints)
    if (firstAllowed(one.allowed).empty()) {
      diags.report(Diag::need_unresolved, one.need->place(), "python", one.need->constraint);
      return;
    }
  for (size_t second = 1; second < constraints.size(); ++second)
    for (size_t first = 0; first < second; ++first) {
      const Need &left = *constraints[first].need, &right = *constraints[second].need;
      VersionSet both = constraints[first].allowed.intersect(constraints[second].allowed);
      if (!firstAllowed(both).empty())
        continue;
      auto error = diags.report(Diag::need_conflict, right.place(), "python", right.constraint,
                                left.constraint);
      noteNeed(error, left);
      return;
    }
  std::vector<std::string> stated;
  for (const Constraint &one : constraints)
    if (!one.need->constraint.empty())
      stated.push_back(one.need->constraint);
  auto error = diags.report(Diag::need_unresolved, constraints.back().need->place(), "python",
                            llvm::join(stated, "` and `"));
  for (const Constraint &one : constraints.drop_back())
    noteNeed(error, *one.need);
}

std::string cogc::choosePython(const Plan &plan, DiagnosticEngine &diags) {
  std::vector<Constraint> constraints;
  if (!collect(plan, constraints, diags))
    return "";
  VersionSet allowed = VersionSet::all();
  for (const Constraint &one : constraints)
    allowed = allowed.intersect(one.allowed);
  std::string version = firstAllowed(allowed);
  if (version.empty())
    reportConflict(constraints, diags);
  return version;
}
