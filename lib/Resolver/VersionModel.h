//===- VersionModel.h - Needs and the table as the solver's problem ------------===//
//
// The solver knows packages by number and candidates by preference. This is what
// they are: each package with its candidates, best first, and what each of them
// asks of the others, as facts that can be put into words.
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_LIB_RESOLVER_VERSIONMODEL_H
#define COGC_LIB_RESOLVER_VERSIONMODEL_H

#include "cogc/Resolver/Resolve.h"
#include "cogc/Resolver/Solver.h"
#include "cogc/Support/Pep440.h"

namespace cogc {

/// One version of a package that could be taken.
struct Candidate {
  Version version;
  /// As steps and messages write it: `2.5.1+cu118`, `3.12`, an image's tag.
  std::string text;
  const CompatRelease *release = nullptr;
  /// The name of the PyTorch index that it is from; empty for PyPI.
  std::string build;
  /// The CUDA that it brings: `11.8`; empty for none.
  std::string cuda;
  std::string cudnn;
  const CompatImage *image = nullptr;
  /// Not in the table; `release` is the one that it is taken to be like.
  bool isInferred = false;
};

struct ModelPackage {
  enum class Kind { Python, Table, Extra, Cuda, Driver, Architecture, Image } kind = Kind::Table;
  /// `torch`, `tensorflow_and-cuda`, `torch_cuda`
  std::string name;
  const CompatPackage *table = nullptr;
  /// Extra, Cuda: the package that it belongs to.
  unsigned owner = 0;
  /// Extra: `and-cuda`.
  llvm::StringRef extra;
  std::vector<Candidate> candidates;
};

/// Something that a candidate asks of another package.
struct Fact {
  enum class Kind {
    /// It has wheels for these Pythons only, or asks for them.
    Python,
    /// A requirement of its metadata.
    Requires,
    /// An extra goes with its own package's release.
    SameRelease,
    /// The CUDA that it is built for.
    BuiltFor,
    Driver,
    Architecture,
    /// The CUDA image that it runs on, or is compiled with.
    Image,
  } kind;
  unsigned package;
  ValueSet allowed;
  /// Requires: the requirement as the metadata has it.
  std::string requirement = {};
  /// The Pythons under which it holds; empty for all.
  ValueSet pythons = {};
  /// Architecture.
  const CompatArchitecture *architecture = nullptr;
};

/// What somebody asks of one package; a need may ask it of several.
struct Requirement {
  const Need *need;
  SolverDependency dependency;
};

/// The version of `==1.2`, `==1.2.*`; nothing for other constraints.
std::optional<Version> pinnedBy(llvm::StringRef constraint);

class VersionModel : public SolverProblem {
public:
  /// With \p looseCuda, what the user writes as `cuda` asks nothing of packages.
  explicit VersionModel(const ResolveRequest &request, bool looseCuda = false);

  unsigned packageCount() const override { return packages.size(); }
  unsigned candidateCount(unsigned package) const override {
    return packages[package].candidates.size();
  }
  std::vector<SolverDependency> dependencies(unsigned package, unsigned candidate) const override;

  llvm::ArrayRef<Requirement> requirements() const { return asked; }
  const ModelPackage &package(unsigned number) const { return packages[number]; }
  const Candidate &candidate(unsigned package, unsigned number) const {
    return packages[package].candidates[number];
  }
  std::optional<unsigned> find(llvm::StringRef name) const;
  std::vector<Fact> facts(unsigned package, unsigned candidate) const;
  /// The Pythons that the table has for a release on the image's machine.
  llvm::StringRef pythonsOf(const CompatRelease &release) const;
  /// The oldest driver for a CUDA `x.y`; empty when the table does not say.
  llvm::StringRef driverFor(llvm::StringRef cuda) const;
  const CompatTable &table() const { return request.table; }
  bool isAarch64() const;
  /// Whether the image is for a GPU.
  bool wantsCuda() const { return gpu; }

private:
  const ResolveRequest &request;
  const bool looseCuda;
  bool gpu = false;
  /// What `cuda:` says.
  std::optional<Version> askedCuda;
  std::vector<ModelPackage> packages;
  std::vector<Requirement> asked;

  void collectPackages();
  void addCandidates(ModelPackage &package);
  void addPythons(ModelPackage &package);
  void addReleases(ModelPackage &package);
  bool isPinned(const ModelPackage &package, const CompatRelease &release) const;
  void addInferred(ModelPackage &package);
  void addImages(ModelPackage &package);
  bool looksBeyondPypi() const;
  bool wantsBuild(llvm::StringRef package, llvm::StringRef local) const;
  void addRequirements(const Need &need);
  /// Bit i + 1 for each Python of \p pythons, `3.10 3.11`.
  ValueSet pythonsIn(llvm::StringRef pythons) const;
  void require(const Need &need, llvm::StringRef package, bool onlyIfThere,
               llvm::function_ref<bool(const Candidate &)> allows);
  bool applies(const CompatRequirement &row, const Candidate &candidate,
               llvm::StringRef extra) const;
  /// What a requirement of metadata asks of \p package.
  Fact requirementOn(unsigned package, llvm::StringRef specifiers) const;
  void addRequires(const Candidate &candidate, llvm::StringRef extra,
                   std::vector<Fact> &facts) const;
  void addCudaParts(const Candidate &candidate, std::vector<Fact> &facts) const;
  /// Whether `cuda` alone decides about the image.
  bool isImageFree() const { return looseCuda && askedCuda; }
  /// Whether what is built for \p cuda may be on \p image: one of the same minor
  /// version, or a newer one that the user asks for.
  bool fitsImage(const Candidate &image, const Version &cuda) const;
  void addCudaFacts(const ModelPackage &package, const Candidate &candidate,
                    std::vector<Fact> &facts) const;
  template <typename Predicate>
  ValueSet allow(unsigned package, bool optional, Predicate allows) const;
};

} // namespace cogc

#endif
