#include "VersionModel.h"
#include "cogc/Resolver/PythonReleases.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using Kind = ModelPackage::Kind;

//===----------------------------------------------------------------------===//
// Names and numbers
//===----------------------------------------------------------------------===//

/// Needs that are not packages of the table.
static bool isSpecial(llvm::StringRef name) {
  return llvm::StringSwitch<bool>(name)
      .Cases("python", "accelerator", "cuda", "cudnn", "torch-build", "driver", "gpu-arch", true)
      .Cases("cuda-image", "cuda-devel", true)
      .Default(false);
}

std::string cogc::extraNeed(llvm::StringRef package, llvm::StringRef extra) {
  // A normalised name has no underscore.
  return (package + "_" + extra).str();
}

bool cogc::isResolvable(const CompatTable &table, llvm::StringRef name) {
  return isSpecial(name) || table.find(name.split('_').first);
}

/// What is decided first. The newest torch counts for more than the newest
/// torchvision, and what users speak of for more than what only follows from it.
static unsigned rankOf(llvm::StringRef name) {
  return llvm::StringSwitch<unsigned>(name)
      .Case("python", 0)
      .Case("torch", 1)
      .Cases("torchvision", "torchaudio", "xformers", 2)
      .Cases("tensorflow", "tensorflow_and-cuda", 3)
      .Cases("jax", "jaxlib", 4)
      .StartsWith("jax_", 4)
      .StartsWith("nvidia-", 7)
      .Cases("cuda-image", "cuda-devel", 6)
      .Default(5);
}

/// `cu118` → `11.8`; empty for other names.
static std::string cudaOfBuild(llvm::StringRef build) {
  unsigned number;
  if (!build.consume_front("cu") || build.getAsInteger(10, number) || number < 10)
    return "";
  return llvm::utostr(number / 10) + "." + llvm::utostr(number % 10);
}

static bool sameMajor(const Version &left, const Version &right) {
  return left.release.front() == right.release.front();
}

static uint64_t minorOf(const Version &version) {
  return version.release.size() > 1 ? version.release[1] : 0;
}

static bool sameMinor(const Version &left, const Version &right) {
  return sameMajor(left, right) && minorOf(left) == minorOf(right);
}

/// Whether a program that is built for the CUDA \p built runs with the libraries of
/// \p there: those of a major version only gain functions (CUDA Compatibility, §2,
/// minor version compatibility).
static bool runsWith(const Version &there, const Version &built) {
  return sameMajor(there, built) && minorOf(there) >= minorOf(built);
}

static Version versionOf(llvm::StringRef text) { return Version::parse(text).value_or(Version()); }

std::optional<Version> cogc::pinnedBy(llvm::StringRef constraint) {
  if (constraint.starts_with("===") || !constraint.consume_front("=="))
    return std::nullopt;
  constraint.consume_back(".*");
  return Version::parse(constraint.trim());
}

bool VersionModel::isAarch64() const { return request.platform.architecture == "arm64"; }

//===----------------------------------------------------------------------===//
// The packages
//===----------------------------------------------------------------------===//

VersionModel::VersionModel(const ResolveRequest &request, bool looseCuda)
    : request(request), looseCuda(looseCuda) {
  for (const Need &need : request.needs)
    gpu |= need.name == "accelerator" && need.constraint == "===cuda";
  collectPackages();
  for (ModelPackage &package : packages)
    addCandidates(package);
  for (const Need &need : request.needs)
    addRequirements(need);
}

/// Packages that torch's builds for other CUDAs, or for none, do not bring alike.
static bool isCudaPart(llvm::StringRef name) {
  return name.starts_with("nvidia-") || name == "cuda-toolkit" || name == "triton";
}

namespace {
/// The names of all packages that have a say, closed under the requirements of
/// what is in it.
class Closure {
public:
  explicit Closure(const CompatTable &table) : table(table) {}

  void add(llvm::StringRef name) {
    if (!names.insert(name).second)
      return;
    auto [package, extra] = name.split('_');
    if (!extra.empty())
      add(package);
    if (const CompatPackage *rows = table.find(package))
      for (const CompatRelease &release : rows->releases)
        for (const CompatRequirement &row : release.requirements)
          if (row.extra == extra && table.find(row.name) && (sharesCuda || !isCudaPart(row.name)))
            add(row.name);
  }

  /// What CUDA consists of matters only where two frameworks bring it.
  bool sharesCuda = false;
  llvm::StringSet<> names;

private:
  const CompatTable &table;
};
} // namespace

void VersionModel::collectPackages() {
  Closure closure(request.table);
  llvm::StringSet<> bringers;
  bool asksForCuda = false;
  for (const Need &need : request.needs) {
    llvm::StringRef name = need.name;
    if ((name == "torch" && gpu) || name.starts_with("tensorflow_") || name.starts_with("jax_"))
      bringers.insert(name);
    asksForCuda |= name == "cuda";
  }
  closure.sharesCuda = bringers.size() > 1;
  closure.add("python");
  for (const Need &need : request.needs)
    if (!isSpecial(need.name) || llvm::StringRef(need.name).starts_with("cuda-"))
      closure.add(need.name);

  std::vector<std::string> names;
  for (llvm::StringRef name : closure.names.keys())
    names.push_back(name.str());
  llvm::sort(names, [](const std::string &left, const std::string &right) {
    return std::pair(rankOf(left), left) < std::pair(rankOf(right), right);
  });
  for (std::string &name : names) {
    ModelPackage package;
    auto [owner, extra] = llvm::StringRef(name).split('_');
    package.table = request.table.find(owner);
    package.kind = name == "python"                               ? Kind::Python
                   : name == "cuda-image" || name == "cuda-devel" ? Kind::Image
                   : extra.empty()                                ? Kind::Table
                                                                  : Kind::Extra;
    package.name = std::move(name);
    packages.push_back(std::move(package));
  }
  for (ModelPackage &package : packages)
    if (package.kind == Kind::Extra) {
      auto [owner, extra] = llvm::StringRef(package.name).split('_');
      package.owner = *find(owner);
      package.extra = extra;
    }
  // Last: each follows from what was decided.
  for (unsigned owner = 0, count = packages.size(); owner < count; ++owner)
    if (bringers.contains(packages[owner].name) && gpu &&
        (asksForCuda || (isAarch64() && packages[owner].name == "torch")))
      packages.push_back({Kind::Cuda, packages[owner].name + "_cuda", nullptr, owner, "", {}});
  for (const Need &need : request.needs) {
    if (need.name == "driver" && !need.constraint.empty())
      packages.push_back({Kind::Driver, "driver", nullptr, 0, "", {}});
    if (need.name == "gpu-arch")
      for (llvm::StringRef capability : llvm::split(need.constraint, ','))
        packages.push_back(
            {Kind::Architecture, "gpu-arch " + capability.str(), nullptr, 0, "", {}});
  }
}

std::optional<unsigned> VersionModel::find(llvm::StringRef name) const {
  for (unsigned number = 0; number < packages.size(); ++number)
    if (packages[number].name == name)
      return number;
  return std::nullopt;
}

//===----------------------------------------------------------------------===//
// Candidates
//===----------------------------------------------------------------------===//

void VersionModel::addCandidates(ModelPackage &package) {
  auto one = [&](llvm::StringRef text) {
    Candidate candidate;
    candidate.version = versionOf(text);
    candidate.text = text.str();
    package.candidates.push_back(std::move(candidate));
  };
  switch (package.kind) {
  case Kind::Python:
    return addPythons(package);
  case Kind::Table:
  case Kind::Extra:
    addReleases(package);
    return addInferred(package);
  case Kind::Cuda: {
    std::vector<std::string> cudas;
    for (const Candidate &candidate : packages[package.owner].candidates)
      if (!candidate.cuda.empty() && !llvm::is_contained(cudas, candidate.cuda))
        cudas.push_back(candidate.cuda);
    llvm::for_each(cudas, one);
    return;
  }
  case Kind::Driver:
    for (const Need &need : request.needs)
      if (need.name == "driver" && package.candidates.empty())
        one(llvm::StringRef(need.constraint).drop_front(2));
    return;
  case Kind::Architecture:
    return one(llvm::StringRef(package.name).split(' ').second);
  case Kind::Image:
    return addImages(package);
  }
}

void VersionModel::addPythons(ModelPackage &package) {
  VersionSet allowed = VersionSet::all();
  for (const Need &need : request.needs)
    if (need.name == "python")
      if (auto one = VersionSet::parse(need.constraint))
        allowed = allowed.intersect(*one);
  for (uint64_t minor : pythonsByPreference()) {
    Candidate candidate;
    candidate.text = allowedPython(allowed, minor);
    if (candidate.text.empty())
      candidate.text = "3." + llvm::utostr(minor);
    candidate.version = pythonVersion(candidate.text);
    package.candidates.push_back(std::move(candidate));
  }
}

/// Whether somebody asks for builds of \p package from the index \p local.
bool VersionModel::wantsBuild(llvm::StringRef package, llvm::StringRef local) const {
  return llvm::any_of(request.needs, [&](const Need &need) {
    llvm::StringRef constraint = need.constraint;
    return (need.name == package && constraint.contains(("+" + local).str())) ||
           (need.name == "torch-build" && package == "torch" &&
            constraint == ("===" + local).str());
  });
}

/// Whether something speaks against PyPI's own build of torch; otherwise nothing
/// else is considered for a GPU.
bool VersionModel::looksBeyondPypi() const {
  return llvm::any_of(request.needs, [](const Need &need) {
    return need.name == "cuda" || need.name == "cuda-image" || need.name == "driver" ||
           need.name == "gpu-arch" || (need.name == "torch-build" && !need.constraint.empty()) ||
           (need.name == "torch" && llvm::StringRef(need.constraint).contains('+'));
  });
}

/// Index builds in the order in which they are taken when PyPI's own does not do:
/// the nearest CUDA below first, for it asks for no newer driver.
static std::vector<const CompatBuild *> byNearness(llvm::ArrayRef<CompatBuild> builds,
                                                   llvm::StringRef cuda) {
  std::vector<const CompatBuild *> order;
  for (const CompatBuild &build : builds)
    order.push_back(&build);
  Version own = versionOf(cuda);
  llvm::stable_sort(order, [&](const CompatBuild *left, const CompatBuild *right) {
    Version one = versionOf(left->cuda), two = versionOf(right->cuda);
    bool oneAbove = one > own, twoAbove = two > own;
    if (oneAbove != twoAbove)
      return twoAbove;
    return oneAbove ? one < two : one > two;
  });
  return order;
}

/// Whether a need names exactly this release, or an extra of it.
bool VersionModel::isPinned(const ModelPackage &package, const CompatRelease &release) const {
  llvm::StringRef name = package.kind == Kind::Extra ? packages[package.owner].name : package.name;
  return llvm::any_of(request.needs, [&](const Need &need) {
    std::optional<Version> version = pinnedBy(need.constraint);
    return need.name == name && version && version->withoutLocal() == versionOf(release.version);
  });
}

void VersionModel::addReleases(ModelPackage &package) {
  if (!package.table)
    return;
  bool isTorch = package.name == "torch";
  for (const CompatRelease &release : package.table->releases) {
    if (release.isYanked && !isPinned(package, release))
      continue;
    auto add = [&](llvm::StringRef build, llvm::StringRef cuda, llvm::StringRef cudnn) {
      Candidate candidate;
      candidate.text = release.version.str() + (build.empty() ? "" : "+" + build.str());
      candidate.version = versionOf(candidate.text);
      candidate.release = &release;
      candidate.build = build.str();
      candidate.cuda = cuda.str();
      candidate.cudnn = cudnn.str();
      package.candidates.push_back(std::move(candidate));
    };
    if (package.kind == Kind::Extra) {
      bool hasExtra = llvm::any_of(release.requirements, [&](const CompatRequirement &row) {
        return row.extra == package.extra;
      });
      // `cuda12` says it; `and-cuda` leaves it to the release.
      llvm::StringRef digits =
          package.extra.ltrim("abcdefghijklmnopqrstuvwxyz-").take_while(llvm::isDigit);
      if (hasExtra)
        add("", digits.empty() ? release.cuda : digits, digits.empty() ? release.cudnn : "");
      continue;
    }
    llvm::StringRef cuda = !isTorch ? "" : isAarch64() ? release.cudaAarch64 : release.cuda;
    if (!isTorch || gpu)
      add("", cuda, isTorch ? release.cudnn : "");
    for (const CompatBuild *build : byNearness(release.builds, cuda)) {
      bool isCpu = build->cuda.empty();
      bool isUsual = isTorch && (isCpu ? !gpu : gpu && looksBeyondPypi());
      if (!isUsual && !wantsBuild(package.name, build->local))
        continue;
      // The index has other machines' builds for the CPU only.
      if (isCpu || !isAarch64())
        add(build->local, build->cuda, build->cudnn);
    }
    if (isTorch && !gpu)
      add("", cuda, release.cudnn);
    // Companions have the builds that torch has; only who names one gets it.
    if (!isTorch)
      for (const Need &need : request.needs)
        if (std::optional<Version> version = pinnedBy(need.constraint);
            version && need.name == package.name && !version->local.empty() &&
            version->withoutLocal() == versionOf(release.version) &&
            package.candidates.back().version != *version)
          add(llvm::join(version->local, "."), "", "");
  }
}

/// Adds a version that a need insists on and that the table does not have: one
/// behind its last release, or a pre-release.
void VersionModel::addInferred(ModelPackage &package) {
  if (package.candidates.empty() || package.kind == Kind::Extra)
    return;
  for (const Need &need : request.needs) {
    std::optional<VersionSet> allowed = VersionSet::parse(need.constraint);
    if (need.name != package.name || !allowed ||
        llvm::any_of(package.candidates,
                     [&](const Candidate &each) { return allowed->contains(each.version); }))
      continue;
    std::optional<Version> version = pinnedBy(need.constraint);
    if (!version && !allowed->parts().empty() && allowed->parts().back().low)
      version = allowed->parts().back().low->version.withoutLocal();
    Version newest = versionOf(package.table->releases.front().version);
    Version oldest = versionOf(package.table->releases.back().version);
    // torch begins with the first that has a wheel for a Python that the SDK runs on.
    bool isOlder = version && version->withoutLocal() < oldest && package.name != "torch" &&
                   pinnedBy(need.constraint);
    if (!version || (version->withoutLocal() <= newest && !version->isPrerelease() && !isOlder))
      continue;
    const CompatRelease *like = &package.table->releases.front();
    for (const CompatRelease &release : package.table->releases)
      if (versionOf(release.version) >= version->base())
        like = &release;
    Candidate candidate;
    candidate.build = llvm::join(version->local, ".");
    candidate.text = version->str();
    candidate.version = *version;
    candidate.release = like;
    if (package.name == "torch")
      candidate.cuda = candidate.build.empty()
                           ? (isAarch64() ? like->cudaAarch64 : like->cuda).str()
                           : cudaOfBuild(candidate.build);
    candidate.isInferred = true;
    package.candidates.insert(package.candidates.begin(), std::move(candidate));
  }
}

void VersionModel::addImages(ModelPackage &package) {
  bool isDevel = package.name == "cuda-devel" || llvm::any_of(request.needs, [&](const Need &need) {
                   return need.name == package.name && need.constraint == "===devel";
                 });
  // CUDA 12 first: the drivers that most machines have run it.
  auto preference = [](const CompatImage &image) {
    return versionOf(image.cuda).release.front() == 12 ? 0 : 1;
  };
  std::vector<const CompatImage *> order;
  for (const CompatImage &image : request.table.images)
    if (!(isDevel ? image.devel : image.runtime).empty())
      order.push_back(&image);
  llvm::stable_sort(order, [&](const CompatImage *left, const CompatImage *right) {
    return preference(*left) < preference(*right);
  });
  for (const CompatImage *image : order) {
    Candidate candidate;
    candidate.version = versionOf(image->cuda);
    candidate.text = (isDevel ? image->devel : image->runtime).str();
    candidate.cuda = image->cuda.str();
    candidate.cudnn = image->cudnn.str();
    candidate.image = image;
    package.candidates.push_back(std::move(candidate));
  }
}

//===----------------------------------------------------------------------===//
// What the needs ask
//===----------------------------------------------------------------------===//

void VersionModel::require(const Need &need, llvm::StringRef name, bool onlyIfThere,
                           llvm::function_ref<bool(const Candidate &)> allows) {
  std::optional<unsigned> package = find(name);
  if (!package)
    return;
  SolverDependency dependency{*package, allow(*package, onlyIfThere, allows)};
  if (!need.pythons.empty()) {
    dependency.conditionPackage = find("python");
    dependency.condition = pythonsIn(need.pythons);
  }
  asked.push_back({&need, std::move(dependency)});
}

void VersionModel::addRequirements(const Need &need) {
  std::optional<VersionSet> set = VersionSet::parse(need.constraint);
  auto inSet = [&](const Candidate &candidate) { return set && set->contains(candidate.version); };
  auto any = [](const Candidate &) { return true; };
  llvm::StringRef name = need.name;
  std::optional<Version> version = pinnedBy(need.constraint);

  if (name == "accelerator") {
    if (gpu && isAarch64())
      require(need, "torch_cuda", false, any);
  } else if (name == "cuda") {
    askedCuda = version;
    for (const ModelPackage &package : packages)
      if (package.kind == Kind::Cuda && !looseCuda)
        require(need, package.name, true, [&](const Candidate &candidate) {
          // A build of torch is for one minor version; the others run on any of
          // their major version.
          return version && (package.name == "torch_cuda" ? sameMinor(candidate.version, *version)
                                                          : sameMajor(candidate.version, *version));
        });
    require(need, "cuda-image", true, inSet);
    // Extensions are compiled for what torch brings.
    if (!looseCuda)
      require(need, "cuda-devel", true, inSet);
  } else if (name == "cudnn") {
    for (const char *image : {"cuda-image", "cuda-devel"})
      require(need, image, true, [&](const Candidate &candidate) {
        return version && sameMajor(versionOf(candidate.cudnn), *version);
      });
  } else if (name == "torch-build") {
    llvm::StringRef build = llvm::StringRef(need.constraint);
    if (build.consume_front("==="))
      require(need, "torch", true, [&](const Candidate &candidate) {
        return candidate.build == (build == "pypi" ? "" : build);
      });
  } else if (name == "gpu-arch") {
    for (llvm::StringRef capability : llvm::split(need.constraint, ','))
      require(need, "gpu-arch " + capability.str(), false, any);
  } else if (name == "driver" || name == "cuda-image" || name == "cuda-devel") {
    require(need, name, false, any);
  } else {
    require(need, name, false, inSet);
  }
}

template <typename Predicate>
ValueSet VersionModel::allow(unsigned package, bool optional, Predicate allows) const {
  const std::vector<Candidate> &candidates = packages[package].candidates;
  ValueSet set(candidates.size() + 1);
  if (optional)
    set.set(0);
  for (unsigned number = 0; number < candidates.size(); ++number)
    if (allows(candidates[number]))
      set.set(number + 1);
  return set;
}

//===----------------------------------------------------------------------===//
// What candidates ask
//===----------------------------------------------------------------------===//

ValueSet VersionModel::pythonsIn(llvm::StringRef pythons) const {
  return allow(*find("python"), false,
               [&](const Candidate &python) { return hasPython(pythons, python.version); });
}

bool VersionModel::applies(const CompatRequirement &row, const Candidate &candidate,
                           llvm::StringRef extra) const {
  if (row.extra != extra || !find(row.name))
    return false;
  if (!row.machine.empty() && (row.machine == "aarch64") != isAarch64())
    return false;
  // The metadata is that of PyPI's build; others bring another CUDA, or none.
  return !isCudaPart(row.name) || candidate.build.empty() ||
         candidate.cuda == candidate.release->cuda;
}

Fact VersionModel::requirementOn(unsigned package, llvm::StringRef specifiers) const {
  std::optional<VersionSet> set = VersionSet::parse(specifiers);
  Fact fact{Fact::Kind::Requires, package, allow(package, false, [&](const Candidate &other) {
              return set && (set->contains(other.version) || other.isInferred);
            })};
  fact.requirement = packages[package].name + specifiers.str();
  return fact;
}

void VersionModel::addRequires(const Candidate &candidate, llvm::StringRef extra,
                               std::vector<Fact> &facts) const {
  for (const CompatRequirement &row : candidate.release->requirements) {
    if (!applies(row, candidate, extra))
      continue;
    Fact fact = requirementOn(*find(row.name), row.specifiers);
    if (std::optional<VersionSet> pythons = VersionSet::parse(row.python);
        pythons && !row.python.empty())
      fact.pythons = allow(*find("python"), false, [&](const Candidate &python) {
        return pythons->contains(python.version);
      });
    facts.push_back(std::move(fact));
  }
}

/// What a build of the PyTorch index brings, as far as its name says it: the parts
/// of one CUDA have that one's version, and cuDNN's is known.
void VersionModel::addCudaParts(const Candidate &candidate, std::vector<Fact> &facts) const {
  if (candidate.build.empty() || candidate.cuda.empty() ||
      candidate.cuda == candidate.release->cuda)
    return;
  std::string major = llvm::StringRef(candidate.cuda).split('.').first.str();
  auto part = [&](const std::string &name, const std::string &specifiers) {
    std::optional<unsigned> package = find(name);
    if (!package)
      return;
    // What NVIDIA has not on PyPI (CUDA 11.6 and older), the build has inside.
    Fact fact = requirementOn(*package, specifiers);
    if (fact.allowed.any())
      facts.push_back(std::move(fact));
  };
  part(major == "13" ? "nvidia-cuda-runtime" : "nvidia-cuda-runtime-cu" + major,
       "==" + candidate.cuda + ".*");
  if (!candidate.cudnn.empty())
    part("nvidia-cudnn-cu" + major, "==" + candidate.cudnn);
}

llvm::StringRef VersionModel::pythonsOf(const CompatRelease &release) const {
  return isAarch64() && !release.pythonsAarch64.empty() ? release.pythonsAarch64 : release.pythons;
}

llvm::StringRef VersionModel::driverFor(llvm::StringRef cuda) const {
  for (const CompatDriver &row : request.table.drivers)
    if (row.cuda == cuda.split('.').first)
      return row.driver;
  return "";
}

bool VersionModel::fitsImage(const Candidate &image, const Version &cuda) const {
  return sameMinor(image.version, cuda) ||
         (askedCuda && sameMinor(image.version, *askedCuda) && runsWith(image.version, cuda));
}

void VersionModel::addCudaFacts(const ModelPackage &package, const Candidate &candidate,
                                std::vector<Fact> &facts) const {
  Version cuda = versionOf(candidate.cuda);
  if (auto own = find(package.name + "_cuda")) {
    // A CPU build has none, which is for the needs to judge.
    bool isCpu = candidate.cuda.empty();
    ValueSet allowed =
        allow(*own, isCpu, [&](const Candidate &other) { return !isCpu && other.version == cuda; });
    facts.push_back({Fact::Kind::BuiltFor, *own, std::move(allowed)});
  }
  if (candidate.cuda.empty())
    return;
  if (auto driver = find("driver")) {
    Version floor = versionOf(driverFor(candidate.cuda));
    facts.push_back({Fact::Kind::Driver, *driver, allow(*driver, true, [&](const Candidate &other) {
                       return floor.release.empty() || other.version >= floor;
                     })});
  }
  // One CUDA in the whole image unless another is asked for, and for what is compiled:
  // extensions of torch are for the version that torch was built with.
  for (unsigned number = 0; number < packages.size(); ++number) {
    if (packages[number].kind != Kind::Image ||
        (isImageFree() && packages[number].name == "cuda-image"))
      continue;
    auto minor = [&](const Candidate &other) { return fitsImage(other, cuda); };
    auto major = [&](const Candidate &other) { return sameMajor(other.version, cuda); };
    bool hasMinor = llvm::any_of(packages[number].candidates, minor);
    facts.push_back({Fact::Kind::Image, number,
                     hasMinor ? allow(number, true, minor) : allow(number, true, major)});
  }
  for (unsigned number = 0; number < packages.size(); ++number) {
    if (packages[number].kind != Kind::Architecture)
      continue;
    const Version &wanted = packages[number].candidates.front().version;
    const CompatArchitecture *row = nullptr;
    for (const CompatArchitecture &each : request.table.architectures)
      if (each.package == package.name && versionOf(each.capability) <= wanted &&
          (!row || versionOf(row->capability) < versionOf(each.capability)))
        row = &each;
    if (!row)
      continue;
    auto inSet = [](llvm::StringRef specifiers, const Version &version) {
      std::optional<VersionSet> set = VersionSet::parse(specifiers);
      return set && set->contains(version);
    };
    bool good = inSet(row->specifiers, candidate.version.withoutLocal()) && inSet(row->cuda, cuda);
    facts.push_back({Fact::Kind::Architecture,
                     number,
                     allow(number, true, [&](const Candidate &) { return good; }),
                     {},
                     {},
                     row});
  }
}

std::vector<Fact> VersionModel::facts(unsigned number, unsigned candidateNumber) const {
  const ModelPackage &package = packages[number];
  const Candidate &candidate = package.candidates[candidateNumber];
  std::vector<Fact> facts;
  if (package.kind == Kind::Extra) {
    facts.push_back({Fact::Kind::SameRelease, package.owner,
                     allow(package.owner, false, [&](const Candidate &other) {
                       return other.version.withoutLocal() == candidate.version;
                     })});
    addRequires(candidate, package.extra, facts);
    addCudaFacts(package, candidate, facts);
    return facts;
  }
  if (package.kind != Kind::Table || !candidate.release)
    return facts;
  const CompatRelease &release = *candidate.release;
  llvm::StringRef pythons = pythonsOf(release);
  if (!pythons.empty())
    facts.push_back({Fact::Kind::Python, *find("python"), pythonsIn(pythons)});
  if (!candidate.isInferred)
    addRequires(candidate, "", facts);
  if (package.name == "torch") {
    addCudaParts(candidate, facts);
    addCudaFacts(package, candidate, facts);
  } else if (auto torch = find("torch"); torch && !candidate.build.empty()) {
    facts.push_back({Fact::Kind::BuiltFor, *torch, allow(*torch, true, [&](const Candidate &other) {
                       return other.build == candidate.build ||
                              (other.build.empty() && other.cuda == cudaOfBuild(candidate.build));
                     })});
  }
  // What looks for CUDA in the image finds one that it runs with.
  bool bringsCuda = llvm::any_of(
      release.requirements, [](const CompatRequirement &row) { return row.extra == "and-cuda"; });
  bool needsImage = (package.name == "tensorflow" && !bringsCuda && !find("tensorflow_and-cuda")) ||
                    llvm::any_of(request.needs, [&](const Need &need) {
                      return need.name == "cuda-image" && need.by == package.name;
                    });
  if (auto image = find("cuda-image");
      image && !isImageFree() && needsImage && !release.cuda.empty())
    facts.push_back({Fact::Kind::Image, *image, allow(*image, false, [&](const Candidate &other) {
                       return fitsImage(other, versionOf(release.cuda)) &&
                              sameMajor(versionOf(other.cudnn), versionOf(release.cudnn));
                     })});
  return facts;
}

std::vector<SolverDependency> VersionModel::dependencies(unsigned package,
                                                         unsigned candidate) const {
  std::vector<SolverDependency> result;
  for (Fact &fact : facts(package, candidate))
    if (fact.pythons.empty())
      result.push_back({fact.package, std::move(fact.allowed)});
    else
      result.push_back(
          {fact.package, std::move(fact.allowed), find("python"), std::move(fact.pythons)});
  return result;
}
