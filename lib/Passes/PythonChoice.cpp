#include "PythonChoice.h"
#include "cogc/Support/Defaults.h"
#include "cogc/Support/Pep440.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

namespace {
struct Constraint {
  const Need *need;
  VersionSet allowed;
};
} // namespace

/// A minor version stands for its newest patch, whose number is not known here;
/// this one is above all that there are.
static constexpr uint64_t newestPatch = 999;
/// Where the search for a single patch begins.
static constexpr uint64_t highestPatch = 50;
/// Pythons that do not exist yet, but that somebody may insist on.
static constexpr uint64_t highestMinor = 99;

static Loc placeOf(const Need &need) { return need.locs.empty() ? Loc() : need.locs.front(); }

static Version python(uint64_t minor, uint64_t patch) {
  Version version;
  version.release = {3, minor, patch};
  return version;
}

/// `3.12` when its newest patch is allowed, else the newest one that is; empty
/// when none is.
static std::string allowedRelease(const VersionSet &allowed, uint64_t minor) {
  std::string text = "3." + llvm::utostr(minor);
  if (allowed.contains(python(minor, newestPatch)))
    return text;
  for (uint64_t patch = highestPatch + 1; patch-- > 0;)
    if (allowed.contains(python(minor, patch)))
      return text + "." + llvm::utostr(patch);
  return "";
}

/// All minor versions, those that we would rather have first.
static llvm::SmallVector<uint64_t> minorsByPreference() {
  auto byDefault = Version::parse(defaultPythonVersion);
  llvm::SmallVector<uint64_t> minors{byDefault->release[1]};
  for (uint64_t minor = newestPythonMinor; minor >= oldestPythonMinor; --minor)
    if (minor != minors.front())
      minors.push_back(minor);
  for (uint64_t minor = newestPythonMinor + 1; minor <= highestMinor; ++minor)
    minors.push_back(minor);
  return minors;
}

static std::string firstAllowed(const VersionSet &allowed) {
  for (uint64_t minor : minorsByPreference())
    if (std::string version = allowedRelease(allowed, minor); !version.empty())
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
    diags.report(Diag::need_unresolved, placeOf(need), need.name, need.constraint);
    good = false;
  }
  return good;
}

static void noteNeed(DiagnosticEngine::Builder &error, const Need &need) {
  if (!need.locs.empty() && !need.constraint.empty())
    error.note(need.locs.front(), "`" + need.constraint + "` is asked for here");
}

/// Blames two needs that exclude each other, or one that nothing satisfies, or
/// all of them.
static void reportConflict(llvm::ArrayRef<Constraint> constraints, DiagnosticEngine &diags) {
  for (const Constraint &one : constraints)
    if (firstAllowed(one.allowed).empty()) {
      diags.report(Diag::need_unresolved, placeOf(*one.need), "python", one.need->constraint);
      return;
    }
  for (size_t second = 1; second < constraints.size(); ++second)
    for (size_t first = 0; first < second; ++first) {
      const Need &left = *constraints[first].need, &right = *constraints[second].need;
      VersionSet both = constraints[first].allowed.intersect(constraints[second].allowed);
      if (!firstAllowed(both).empty())
        continue;
      auto error = diags.report(Diag::need_conflict, placeOf(right), "python", right.constraint,
                                left.constraint);
      noteNeed(error, left);
      return;
    }
  std::vector<std::string> stated;
  for (const Constraint &one : constraints)
    if (!one.need->constraint.empty())
      stated.push_back(one.need->constraint);
  auto error = diags.report(Diag::need_unresolved, placeOf(*constraints.back().need), "python",
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
