//===- Resolve.cpp - Versions for all needs, with the reasons -------------------===//
#include "cogc/Resolver/Resolve.h"
#include "Conflict.h"
#include "Words.h"
#include "cogc/Resolver/PythonReleases.h"
#include "llvm/ADT/STLExtras.h"

using namespace cogc;

namespace {
class Resolver {
public:
  Resolver(const ResolveRequest &request, DiagnosticEngine &diags, bool looseCuda = false)
      : request(request), diags(diags), model(request, looseCuda), result(solveWithout(model, {})) {
  }

  bool solved() const { return result.solved(); }
  ConflictCore conflict() const { return minimize(model, result); }
  const VersionModel &versionModel() const { return model; }

  /// With a solution: its versions; warnings and remarks are reported.
  std::vector<ResolvedVersion> finish() {
    warn();
    if (request.explain)
      explain();
    return versions();
  }

private:
  const ResolveRequest &request;
  DiagnosticEngine &diags;
  VersionModel model;
  SolverResult result;

  const Candidate *chosen(unsigned package) const {
    const std::optional<unsigned> &number = result.solution[package];
    return number ? &model.candidate(package, *number) : nullptr;
  }
  const Candidate *chosen(llvm::StringRef name) const {
    std::optional<unsigned> package = model.find(name);
    return package ? chosen(*package) : nullptr;
  }

  /// Whether \p need is one under the Python that was chosen.
  bool holds(const Need &need) const {
    return need.pythons.empty() || hasPython(need.pythons, chosen("python")->version);
  }

  //===--------------------------------------------------------------------===//
  // The versions
  //===--------------------------------------------------------------------===//

  /// What brings the CUDA of the Python packages, if anything does.
  const Candidate *bringer() const {
    for (unsigned package = 0; package < model.packageCount(); ++package)
      if (model.package(package).kind != ModelPackage::Kind::Image)
        if (const Candidate *candidate = chosen(package); candidate && !candidate->cuda.empty())
          return candidate;
    for (const char *image : {"cuda-image", "cuda-devel"})
      if (const Candidate *candidate = chosen(image))
        return candidate;
    return nullptr;
  }

  std::string versionOf(const Need &need) const {
    llvm::StringRef constraint = need.constraint;
    if (need.name == "accelerator")
      return constraint.drop_front(3).str();
    if (need.name == "gpu-arch")
      return constraint.str();
    if (need.name == "torch-build") {
      const Candidate *torch = chosen("torch");
      return !torch || torch->build.empty() ? "pypi" : torch->build;
    }
    if (need.name == "cuda" || need.name == "cudnn") {
      const Candidate *by = bringer();
      if (std::string version = !by                   ? ""
                                : need.name == "cuda" ? by->cuda
                                                      : by->cudnn;
          !version.empty())
        return version;
      constraint.consume_front("==");
      constraint.consume_back(".*");
      return constraint.str();
    }
    const Candidate *candidate = chosen(need.name);
    return candidate ? candidate->text : "";
  }

  std::vector<ResolvedVersion> versions() const {
    std::vector<ResolvedVersion> list;
    auto add = [&](llvm::StringRef name, std::string version) {
      if (!version.empty() &&
          llvm::none_of(list, [&](const ResolvedVersion &each) { return each.name == name; }))
        list.push_back({name.str(), std::move(version)});
    };
    for (const Need &need : request.needs)
      add(need.name, versionOf(need));
    if (const Candidate *by = bringer()) {
      add("cuda", by->cuda);
      add("cudnn", by->cudnn);
      add("driver", model.driverFor(by->cuda).str());
    }
    return list;
  }

  //===--------------------------------------------------------------------===//
  // Warnings
  //===--------------------------------------------------------------------===//

  /// Whether an inferred candidate comes before the release that it is like.
  static bool isOlder(const Candidate &candidate) {
    std::optional<Version> like = Version::parse(candidate.release->version);
    return like && candidate.version.withoutLocal() < *like && !candidate.version.isPrerelease();
  }

  Loc placeOf(llvm::StringRef name) const { return placeOfNeed(request.needs, name); }

  void warn() {
    for (unsigned package = 0; package < model.packageCount(); ++package)
      if (const Candidate *candidate = chosen(package); candidate && candidate->isInferred)
        diags.report(isOlder(*candidate) ? Diag::older_than_table : Diag::newer_than_table,
                     placeOf(model.package(package).name), model.package(package).name,
                     candidate->text, request.table.date, candidate->release->version);
    warnAboutYanked();
    warnAboutBuild();
    warnAboutTriton();
    warnAboutTwoCudas();
  }

  void warnAboutYanked() {
    for (unsigned package = 0; package < model.packageCount(); ++package)
      if (const Candidate *candidate = chosen(package);
          candidate && candidate->release && candidate->release->isYanked &&
          !candidate->isInferred && model.package(package).kind == ModelPackage::Kind::Table)
        diags.report(Diag::yanked_release, placeOf(model.package(package).name),
                     candidateWords(model.package(package), *candidate));
  }

  void warnAboutBuild() {
    const Candidate *torch = chosen("torch");
    if (!torch)
      return;
    if (model.wantsCuda() && torch->cuda.empty())
      diags.report(Diag::cpu_build_for_gpu, placeOf("torch"), torch->text);
    if (!model.wantsCuda() && !torch->cuda.empty())
      diags.report(Diag::cuda_build_for_cpu, placeOf("torch"), torch->text, torch->cuda);
  }

  /// torch leaves triton out where it does not run.
  void warnAboutTriton() {
    const Candidate *torch = chosen("torch"), *python = chosen("python");
    if (!torch || torch->cuda.empty() || torch->isInferred)
      return;
    for (const CompatRequirement &row : torch->release->requirements) {
      std::optional<VersionSet> pythons = VersionSet::parse(row.python);
      if (row.name == "triton" && pythons && !pythons->contains(python->version))
        diags.report(Diag::torch_without_triton, placeOf("torch"), torch->text, row.python,
                     python->text);
    }
  }

  /// The packages of CUDA 12 and 13 have different names, so an installer sees no
  /// conflict; one process then loads both.
  void warnAboutTwoCudas() {
    const Candidate *first = nullptr;
    unsigned firstPackage = 0;
    for (unsigned package = 0; package < model.packageCount(); ++package) {
      const Candidate *candidate = chosen(package);
      auto kind = model.package(package).kind;
      if (!candidate || candidate->cuda.empty() ||
          (kind != ModelPackage::Kind::Table && kind != ModelPackage::Kind::Extra))
        continue;
      llvm::StringRef cuda = candidate->cuda;
      if (!first)
        first = candidate, firstPackage = package;
      else if (llvm::StringRef(first->cuda).split('.').first != cuda.split('.').first)
        diags.report(Diag::two_cudas, placeOf(model.package(package).name),
                     candidateWords(model.package(firstPackage), *first), first->cuda,
                     candidateWords(model.package(package), *candidate), cuda);
    }
  }

  //===--------------------------------------------------------------------===//
  // Explanations
  //===--------------------------------------------------------------------===//

  void explain() {
    for (unsigned package = 0; package < model.packageCount(); ++package) {
      auto kind = model.package(package).kind;
      bool isAsked = llvm::any_of(request.needs, [&](const Need &need) {
        return need.name == model.package(package).name && holds(need);
      });
      // Where somebody asks for a Python, the base image's remark is enough.
      bool isPinnedPython =
          kind == ModelPackage::Kind::Python && llvm::any_of(request.needs, [](const Need &need) {
            return need.name == "python" && !need.constraint.empty();
          });
      if (isAsked && !isPinnedPython && kind != ModelPackage::Kind::Driver &&
          result.solution[package])
        explainOne(package);
    }
  }

  void explainOne(unsigned number) {
    const ModelPackage &package = model.package(number);
    const Candidate &candidate = *chosen(number);
    std::string who = package.kind == ModelPackage::Kind::Python ? "Python " + candidate.text
                      : package.kind == ModelPackage::Kind::Image
                          ? "nvidia/cuda:" + candidate.text
                          : candidateWords(package, candidate);
    const Need *decider = nullptr;
    for (const Need &need : request.needs)
      if (need.name == package.name && holds(need) && (!decider || decider->constraint.empty()))
        decider = &need;
    bool isOpen = decider->constraint.empty();
    bool isBest = *result.solution[number] == 0;
    auto remark = diags.report(
        Diag::version_chosen, decider->place(), who,
        package.kind == ModelPackage::Kind::Image ? decider->by + " needs one"
        : isOpen ? (isBest ? "the newest; nothing asks for another" : "nothing asks for a version")
                 : needWords(*decider) + " asks for it");
    if (candidate.release && !candidate.cuda.empty())
      remark.note(Loc(), cudaWords(candidate));
    for (const Need &need : request.needs)
      if (&need != decider && need.name == package.name && holds(need) &&
          !need.constraint.empty() && !need.locs.empty())
        remark.note(need.place(), needWords(need) + " holds, too");
    explainRunnerUp(number, remark);
  }

  std::string cudaWords(const Candidate &candidate) const {
    std::string words =
        (candidate.build.empty() ? "PyPI's build" : "build `" + candidate.build + "`") +
        " brings CUDA " + candidate.cuda;
    if (!candidate.cudnn.empty())
      words += " with cuDNN " + candidate.cudnn;
    llvm::StringRef driver = model.driverFor(candidate.cuda);
    return driver.empty() ? words : words + "; it needs driver " + driver.str() + " or newer";
  }

  /// The candidate that would have come before the chosen one, and what is
  /// against it.
  void explainRunnerUp(unsigned package, DiagnosticEngine::Builder &remark) {
    unsigned winner = *result.solution[package];
    const std::vector<Candidate> &candidates = model.package(package).candidates;
    if (winner == 0)
      return;
    // Of the release that comes next before it, the best build.
    unsigned number = winner - 1;
    while (number > 0 && candidates[number - 1].release == candidates[winner - 1].release)
      --number;
    // That a pin excludes other releases goes without saying.
    bool isOther = candidates[number].release != candidates[winner].release;
    if (isOther && llvm::any_of(request.needs, [&](const Need &need) {
          return need.name == model.package(package).name &&
                 llvm::StringRef(need.constraint).starts_with("==");
        }))
      return;
    SolverDependency only{package, ValueSet(candidates.size() + 1)};
    only.allowed.set(number + 1);
    SolverResult other = solveWithout(model, {}, only);
    if (other.solved())
      return;
    ConflictCore core = minimize(model, other, only);
    std::vector<std::string> reasons = factSentences(model, core);
    std::vector<std::string> asked;
    for (const Need *need : core.needs)
      asked.push_back(needWords(*need));
    std::string why = reasons.empty() ? "" : ": " + reasons.front();
    remark.note(Loc(), candidates[number].text + " would come before it, but " +
                           (asked.empty() ? "nothing fits" : asked.front() + " rules it out") +
                           why);
  }
};
} // namespace

std::vector<Need> cogc::resolvableNeeds(llvm::ArrayRef<Need> needs, const CompatTable &table) {
  std::vector<Need> known;
  llvm::copy_if(needs, std::back_inserter(known),
                [&](const Need &need) { return isResolvable(table, need.name); });
  return known;
}

const CompatTable &cogc::compatTableOf(const CompileOptions &options) {
  return options.compat ? *options.compat : builtinCompatTable();
}

bool cogc::isSatisfiable(const ResolveRequest &request) {
  return solveWithout(VersionModel(request), {}).solved();
}

std::optional<std::vector<ResolvedVersion>> cogc::resolveVersions(const ResolveRequest &request,
                                                                  DiagnosticEngine &diags) {
  Resolver strict(request, diags);
  if (strict.solved())
    return strict.finish();
  ConflictCore core = strict.conflict();
  bool asksForCuda =
      llvm::any_of(core.needs, [](const Need *need) { return need->name == "cuda"; });
  std::optional<Resolver> loose;
  if (asksForCuda)
    loose.emplace(request, diags, /*looseCuda=*/true);
  bool isLooser = loose && loose->solved();
  if (!isLooser || !request.looseCuda) {
    reportConflict(strict.versionModel(), core, isLooser, diags);
    return std::nullopt;
  }
  warnOfConflict(strict.versionModel(), core, diags);
  return loose->finish();
}
