#include "Conflict.h"
#include "Words.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace cogc;

//===----------------------------------------------------------------------===//
// The core
//===----------------------------------------------------------------------===//

namespace {
/// A solve of some of the requirements, whose causes are numbered as all of them
/// are, extra ones as ~0.
class PartialSolve {
public:
  PartialSolve(const VersionModel &model, llvm::function_ref<bool(const Need *)> takes,
               llvm::ArrayRef<SolverDependency> extra) {
    for (unsigned number = 0; number < model.requirements().size(); ++number) {
      const Requirement &requirement = model.requirements()[number];
      if (!takes(requirement.need))
        continue;
      numbers.push_back(number);
      dependencies.push_back(requirement.dependency);
    }
    llvm::append_range(dependencies, extra);
    result = solve(model, dependencies);
    for (SolverCause &cause : result.conflict)
      if (cause.requirement)
        cause.requirement = *cause.requirement < numbers.size() ? numbers[*cause.requirement] : ~0u;
  }

  SolverResult result;

private:
  std::vector<unsigned> numbers;
  std::vector<SolverDependency> dependencies;
};
} // namespace

SolverResult cogc::solveWithout(const VersionModel &model, llvm::ArrayRef<const Need *> without,
                                llvm::ArrayRef<SolverDependency> extra) {
  return PartialSolve(
             model, [&](const Need *need) { return !llvm::is_contained(without, need); }, extra)
      .result;
}

/// The needs behind a failed solve, in their order in the plan.
static std::vector<const Need *> needsOf(const VersionModel &model, const SolverResult &result) {
  std::vector<const Need *> needs;
  for (const Requirement &requirement : model.requirements())
    for (const SolverCause &cause : result.conflict)
      if (cause.requirement && *cause.requirement != ~0u &&
          &requirement == &model.requirements()[*cause.requirement] &&
          !llvm::is_contained(needs, requirement.need))
        needs.push_back(requirement.need);
  return needs;
}

ConflictCore cogc::minimize(const VersionModel &model, const SolverResult &result,
                            llvm::ArrayRef<SolverDependency> extra) {
  ConflictCore core;
  core.needs = needsOf(model, result);
  auto only = [&](llvm::ArrayRef<const Need *> needs) {
    return PartialSolve(
               model, [&](const Need *need) { return llvm::is_contained(needs, need); }, extra)
        .result;
  };
  // Needs without a place go first: an error had better speak of lines.
  std::vector<const Need *> order = core.needs;
  llvm::stable_sort(order, [](const Need *left, const Need *right) {
    return left->locs.empty() > right->locs.empty();
  });
  for (const Need *need : order) {
    std::vector<const Need *> fewer = core.needs;
    llvm::erase(fewer, need);
    if (!only(fewer).solved())
      core.needs = std::move(fewer);
  }
  for (const SolverCause &cause : only(core.needs).conflict)
    if (!cause.requirement)
      core.facts.push_back(cause);
  llvm::sort(core.facts, [](const SolverCause &left, const SolverCause &right) {
    return std::tuple(left.package, left.candidate, left.index) <
           std::tuple(right.package, right.candidate, right.index);
  });
  return core;
}

//===----------------------------------------------------------------------===//
// The facts
//===----------------------------------------------------------------------===//

namespace {
/// What candidates of one package ask of another one.
struct FactGroup {
  unsigned package;
  Fact::Kind kind;
  unsigned target;
  std::vector<unsigned> candidates;
  std::vector<Fact> facts;
};
} // namespace

static std::vector<FactGroup> groupFacts(const VersionModel &model, const ConflictCore &core) {
  std::vector<FactGroup> groups;
  for (const SolverCause &cause : core.facts) {
    Fact fact = model.facts(cause.package, cause.candidate)[cause.index];
    auto same = llvm::find_if(groups, [&](const FactGroup &group) {
      return group.package == cause.package && group.kind == fact.kind &&
             group.target == fact.package;
    });
    if (same == groups.end()) {
      groups.push_back({cause.package, fact.kind, fact.package, {}, {}});
      same = std::prev(groups.end());
    }
    same->candidates.push_back(cause.candidate);
    same->facts.push_back(std::move(fact));
  }
  return groups;
}

/// `torch 2.5.1 is built for CUDA 12.4, 12.1 and 11.8 only`, for the builds of one
/// release; else empty.
static std::string buildsOfOneRelease(const VersionModel &model, const FactGroup &group) {
  if (group.kind != Fact::Kind::BuiltFor || group.candidates.size() < 2 ||
      model.package(group.target).kind != ModelPackage::Kind::Cuda)
    return "";
  std::vector<std::string> cudas;
  const CompatRelease *release = model.candidate(group.package, group.candidates.front()).release;
  for (unsigned number : group.candidates) {
    const Candidate &candidate = model.candidate(group.package, number);
    if (candidate.release != release)
      return "";
    if (!llvm::is_contained(cudas, candidate.cuda) && !candidate.cuda.empty())
      cudas.push_back(candidate.cuda);
  }
  return cudas.empty() ? ""
                       : model.package(group.package).name + " " + release->version.str() +
                             " is built for CUDA " + listWords(cudas) + " only";
}

/// The distinct sentences of a group; of many, the one about the best version.
static std::vector<std::string> sentencesOf(const VersionModel &model, const FactGroup &group) {
  if (std::string builds = buildsOfOneRelease(model, group); !builds.empty())
    return {builds};
  std::vector<std::string> sentences;
  for (unsigned at = 0; at < group.candidates.size(); ++at) {
    std::string words = factWords(model, group.package, group.candidates[at], group.facts[at]);
    if (!words.empty() && !llvm::is_contained(sentences, words))
      sentences.push_back(std::move(words));
  }
  if (sentences.size() > 2)
    sentences = {sentences.front() + ", and " + llvm::utostr(sentences.size() - 1) +
                 " other versions are no better"};
  return sentences;
}

/// Two frameworks that bring different versions of NVIDIA's packages, as one
/// sentence about CUDA; empty when the core is not about that.
static std::string cudaClash(const VersionModel &model, llvm::ArrayRef<FactGroup> groups) {
  const FactGroup *left = nullptr, *right = nullptr;
  for (const FactGroup &one : groups)
    for (const FactGroup &two : groups)
      if (!left && one.package < two.package && one.target == two.target &&
          llvm::StringRef(model.package(one.target).name).starts_with("nvidia-"))
        left = &one, right = &two;
  if (!left)
    return "";
  auto side = [&](const FactGroup &group) {
    const Candidate &candidate = model.candidate(group.package, group.candidates.front());
    return candidateWords(model.package(group.package), candidate) + " brings CUDA " +
           candidate.cuda + " (" + group.facts.front().requirement + ")";
  };
  unsigned more = 0;
  std::vector<Fact> others = model.facts(right->package, right->candidates.front());
  for (const Fact &fact : model.facts(left->package, left->candidates.front()))
    for (const Fact &other : others)
      if (fact.package == other.package && fact.package != left->target &&
          fact.kind == Fact::Kind::Requires && !fact.allowed.anyCommon(other.allowed))
        ++more;
  std::string sentence = side(*left) + ", " + side(*right);
  if (more)
    sentence += ", and " + llvm::utostr(more) + " more of their packages differ";
  return sentence;
}

std::vector<std::string> cogc::factSentences(const VersionModel &model, const ConflictCore &core) {
  std::vector<FactGroup> groups = groupFacts(model, core);
  if (std::string clash = cudaClash(model, groups); !clash.empty())
    return {clash};
  // Where no need for a Python takes part, that other Pythons do not help either
  // is no news.
  bool isAboutPython =
      llvm::any_of(core.needs, [](const Need *need) { return need->name == "python"; });
  if (!isAboutPython &&
      llvm::any_of(groups, [](const FactGroup &group) { return group.kind != Fact::Kind::Python; }))
    llvm::erase_if(groups, [](const FactGroup &group) { return group.kind == Fact::Kind::Python; });
  std::vector<std::string> sentences;
  for (const FactGroup &group : groups)
    for (std::string &sentence : sentencesOf(model, group))
      if (!llvm::is_contained(sentences, sentence))
        sentences.push_back(std::move(sentence));
  return sentences;
}

/// Where the facts are from: `PyPI; table of 2026-11-26`.
static std::string sourceWords(const VersionModel &model, const ConflictCore &core) {
  std::vector<std::string> words;
  auto add = [&](llvm::StringRef key) {
    llvm::StringRef text = model.table().sourceText(key);
    if (!text.empty() && !llvm::is_contained(words, text))
      words.push_back(text.str());
  };
  for (const SolverCause &cause : core.facts) {
    const Candidate &candidate = model.candidate(cause.package, cause.candidate);
    Fact fact = model.facts(cause.package, cause.candidate)[cause.index];
    if (fact.architecture)
      add(fact.architecture->source);
    else if (candidate.release)
      add(candidate.release->source);
    if (candidate.release)
      for (const CompatBuild &build : candidate.release->builds)
        if (build.local == candidate.build)
          add(build.source);
  }
  words.push_back("table of " + model.table().date.str());
  return llvm::join(words, "; ");
}

//===----------------------------------------------------------------------===//
// Repairs
//===----------------------------------------------------------------------===//

/// A repair should change little: first versions above the one that was asked for,
/// the nearest minor version first and of it the newest, then those below.
static std::vector<unsigned> byNearness(const ModelPackage &package, const Need &need) {
  std::vector<unsigned> order(package.candidates.size());
  for (unsigned number = 0; number < order.size(); ++number)
    order[number] = number;
  std::optional<Version> from = pinnedBy(need.constraint);
  if (!from)
    return order;
  auto minor = [](const Version &version) {
    return std::pair(version.release[0], version.release.size() > 1 ? version.release[1] : 0);
  };
  llvm::stable_sort(order, [&](unsigned left, unsigned right) {
    const Version &one = package.candidates[left].version;
    const Version &two = package.candidates[right].version;
    bool oneBelow = one < *from, twoBelow = two < *from;
    if (oneBelow != twoBelow)
      return twoBelow;
    if (oneBelow || minor(one) == minor(two))
      return one > two;
    return minor(one) < minor(two);
  });
  return order;
}

/// The package whose version a change of \p need would change.
static std::optional<unsigned> packageOf(const VersionModel &model, const Need &need) {
  if (need.name == "cuda") {
    for (const Requirement &requirement : model.requirements())
      if (requirement.need == &need)
        return requirement.dependency.package;
    return std::nullopt;
  }
  if (llvm::StringRef(need.name).contains('_') || need.constraint.empty())
    return std::nullopt;
  auto package = model.find(need.name);
  if (package && (model.package(*package).kind == ModelPackage::Kind::Table ||
                  model.package(*package).kind == ModelPackage::Kind::Python))
    return package;
  return std::nullopt;
}

/// What to write instead of \p need, so that all the others can hold; empty when
/// nothing is that simple.
static std::string repair(const VersionModel &model, const Need &need) {
  std::optional<unsigned> package = packageOf(model, need);
  if (!package || need.locs.empty())
    return "";
  // An extra of the same line stays, with whatever version the line then has.
  std::vector<const Need *> line{&need};
  std::vector<SolverDependency> kept;
  for (const Requirement &requirement : model.requirements()) {
    const Need *other = requirement.need;
    if (!llvm::StringRef(other->name).starts_with(need.name + "_") || other->locs != need.locs)
      continue;
    line.push_back(other);
    ValueSet any(model.candidateCount(requirement.dependency.package) + 1, true);
    any.reset(0);
    kept.push_back({requirement.dependency.package, std::move(any)});
  }
  if (!solveWithout(model, line, kept).solved())
    return "";
  const ModelPackage &of = model.package(*package);
  for (unsigned number : byNearness(of, need)) {
    const Candidate &candidate = of.candidates[number];
    if (candidate.isInferred)
      continue;
    SolverDependency only{*package, ValueSet(of.candidates.size() + 1)};
    only.allowed.set(number + 1);
    std::vector<SolverDependency> extra = kept;
    extra.push_back(std::move(only));
    if (!solveWithout(model, line, extra).solved())
      continue;
    if (of.kind == ModelPackage::Kind::Python)
      return "Python " + candidate.text;
    if (of.kind == ModelPackage::Kind::Cuda || of.kind == ModelPackage::Kind::Image)
      return "CUDA " + candidate.version.str();
    bool namesBuild = llvm::StringRef(need.constraint).contains('+');
    Version shown = namesBuild ? candidate.version : candidate.version.withoutLocal();
    return "`" + need.name + "==" + shown.str() + "`";
  }
  return "";
}

//===----------------------------------------------------------------------===//
// The report
//===----------------------------------------------------------------------===//

/// The need at whose line the error stands: a package rather than CUDA, CUDA
/// rather than Python.
static const Need *primary(llvm::ArrayRef<const Need *> needs) {
  auto rank = [](const Need *need) {
    unsigned late = need->locs.empty() ? 10 : 0;
    if (need->name == "python")
      return late + 2;
    if (llvm::StringRef(need->name).starts_with("cuda-"))
      return late + 3;
    return late + (need->name == "cuda" || need->name == "cudnn" || need->name == "accelerator");
  };
  return *llvm::min_element(
      needs, [&](const Need *left, const Need *right) { return rank(left) < rank(right); });
}

/// What there is of a package that nothing satisfies: the neighbours of what was
/// asked for.
static std::string neighbours(const VersionModel &model, const Need &need) {
  std::optional<unsigned> package = packageOf(model, need);
  if (!package || model.package(*package).candidates.empty())
    return "";
  std::optional<Version> wanted = pinnedBy(need.constraint);
  if (wanted && !wanted->local.empty() && model.package(*package).table)
    for (const CompatRelease &release : model.package(*package).table->releases)
      if (Version::parse(release.version) == wanted->withoutLocal()) {
        std::vector<std::string> builds;
        for (const CompatBuild &build : release.builds)
          builds.push_back(build.local.str());
        return builds.empty() ? "" : "; the PyTorch index has it as " + listWords(builds);
      }
  // A range has two ends.
  std::optional<Version> low = wanted, high = wanted, below, above;
  if (std::optional<VersionSet> range = VersionSet::parse(need.constraint);
      range && !wanted && !range->parts().empty()) {
    const VersionSet::Interval &first = range->parts().front(), &last = range->parts().back();
    low = first.low ? std::optional(first.low->version) : std::nullopt;
    high = last.high ? std::optional(last.high->version) : std::nullopt;
  }
  for (const Candidate &candidate : model.package(*package).candidates) {
    Version version = candidate.version.withoutLocal();
    if (need.name == "cuda" && !(wanted && wanted->release.size() > 2))
      version.release.resize(std::min<size_t>(version.release.size(), 2));
    if (low && version < *low && (!below || version > *below))
      below = version;
    if (high && version >= *high && version != wanted && (!above || version < *above))
      above = version;
  }
  // The table does not go back to the first release; of torch to the first that a
  // Python of today can load.
  if (const ModelPackage &of = model.package(*package); of.table && !below && above) {
    llvm::StringRef oldest = of.table->releases.back().version;
    return need.name == "torch"
               ? (" for Python 3.10 or newer, but " + oldest + " and later").str()
               : (" in the compatibility table, which begins with " + oldest).str();
  }
  std::vector<std::string> words;
  for (const std::optional<Version> &each : {below, above})
    if (each)
      words.push_back(each->str());
  return words.empty() ? ""
                       : (words.size() == 1 ? "; there is " : "; there are ") + listWords(words);
}

/// `CUDA 12.7`, `` `nvidia/cuda` image with CUDA 12.1 and cuDNN 9 ``.
static std::string missingWords(llvm::ArrayRef<const Need *> needs) {
  std::vector<std::string> words;
  bool isImage = false;
  if (needs.size() == 2)
    for (const Need *need : needs)
      if (need->name == "torch-build")
        return "build of " + needWords(*needs[need == needs[0]]) + " on the PyTorch index `" +
               llvm::StringRef(need->constraint).drop_front(3).str() + "`";
  for (const Need *need : needs) {
    bool isThis = llvm::StringRef(need->name).starts_with("cuda-");
    isImage |= isThis;
    if (!isThis)
      words.push_back(needWords(*need));
  }
  if (words.empty())
    return "`nvidia/cuda` image at all";
  return isImage ? "`nvidia/cuda` image with " + listWords(words) : listWords(words);
}

/// `torch==2.7.1` and CUDA 12.1: what excludes each other, \p first before the others.
static std::string opponents(const ConflictCore &core, const Need *first) {
  std::vector<std::string> words{needWords(*first)};
  for (const Need *need : core.needs)
    if (need != first && !llvm::is_contained(words, needWords(*need)))
      words.push_back(needWords(*need));
  return listWords(words);
}

void cogc::warnOfConflict(const VersionModel &model, const ConflictCore &core,
                          DiagnosticEngine &diags) {
  const Need *first = primary(core.needs);
  auto warning = diags.report(Diag::cuda_mismatch, first->place(), opponents(core, first),
                              llvm::join(factSentences(model, core), "; "));
  for (const Need *need : core.needs)
    if (need != first && !need->locs.empty())
      warning.note(need->place(), needWords(*need) + " is asked for here");
}

void cogc::reportConflict(const VersionModel &model, const ConflictCore &core, bool isLooser,
                          DiagnosticEngine &diags) {
  assert(!core.needs.empty() && "facts alone never exclude each other");
  const Need *first = primary(core.needs);
  Loc place = first->place();
  std::vector<std::string> facts = factSentences(model, core);

  DiagnosticEngine::Builder error =
      facts.empty() ? diags.report(Diag::version_missing, place, missingWords(core.needs),
                                   neighbours(model, *first))
                    : diags.report(Diag::version_conflict, place, opponents(core, first),
                                   llvm::join(facts, "; "));
  unsigned repairs = 0;
  for (const Need *need : core.needs) {
    if (need->locs.empty() || llvm::StringRef(need->name).starts_with("cuda-"))
      continue;
    std::string instead = repairs < 3 ? repair(model, *need) : "";
    repairs += !instead.empty();
    std::string note = need == first ? "" : needWords(*need) + " is asked for here";
    if (!instead.empty())
      note += (note.empty() ? "" : "; ") + instead + " would fit";
    // Wheels bring their own; that there is a solution without the need was tried.
    if (!instead.empty() && !facts.empty() && need->name == "cuda")
      note += ", or no `cuda` at all";
    if (!note.empty())
      error.note(need->place(), note);
  }
  if (isLooser)
    error.note(Loc(),
               "with `--loose-cuda`, `cuda` is for the base image alone, as for today's cog; "
               "the wheels bring their own CUDA");
  error.note(Loc(), "from " + sourceWords(model, core));
}
