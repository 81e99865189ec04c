#include "Words.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace cogc;
using llvm::StringRef;

/// `==12.8.*` → `12.8`, `>=3.10` → `>=3.10`.
static std::string value(StringRef constraint) {
  if (constraint.consume_front("==="))
    return constraint.str();
  if (!constraint.contains(',') && constraint.consume_front("=="))
    constraint.consume_back(".*");
  return constraint.str();
}

static std::string packageWords(StringRef name) {
  auto [package, extra] = name.split('_');
  return extra.empty() ? package.str() : (package + "[" + extra + "]").str();
}

std::string cogc::needWords(const Need &need) {
  std::string version = value(need.constraint);
  StringRef name = need.name;
  if (name == "cuda-image")
    return "an `nvidia/cuda` image";
  if (name == "cuda-devel")
    return "the CUDA compilers";
  if (name == "accelerator")
    return version == "cuda" ? "`gpu: true`" : "a CPU image";
  if (name == "torch-build")
    return "the PyTorch index `" + version + "`";
  if (name == "gpu-arch")
    return "`--gpu-arch " + version + "`";
  if (name == "driver")
    return "`--driver " + version + "`";
  StringRef word = llvm::StringSwitch<StringRef>(name)
                       .Case("python", "Python")
                       .Case("cuda", "CUDA")
                       .Case("cudnn", "cuDNN")
                       .Default("");
  if (!word.empty())
    return version.empty() ? word.str() : (word + " " + version).str();
  std::string words = "`" + packageWords(name) + need.constraint + "`";
  return need.pythons.empty() ? words : words + " for Python " + pythonRanges(need.pythons);
}

std::string cogc::candidateWords(const ModelPackage &package, const Candidate &candidate) {
  return packageWords(package.name) + " " + candidate.text;
}

std::string cogc::listWords(std::vector<std::string> words) {
  std::string last = std::move(words.back());
  words.pop_back();
  return words.empty() ? last : llvm::join(words, ", ") + " and " + last;
}

std::string cogc::pythonRanges(StringRef pythons) {
  llvm::SmallVector<StringRef> minors;
  pythons.split(minors, ' ', -1, false);
  std::vector<std::pair<unsigned, unsigned>> ranges;
  for (StringRef minor : minors) {
    unsigned number = 0;
    if (!minor.consume_front("3.") || minor.getAsInteger(10, number))
      continue;
    if (!ranges.empty() && ranges.back().second + 1 == number)
      ranges.back().second = number;
    else
      ranges.push_back({number, number});
  }
  std::vector<std::string> words;
  for (auto [first, last] : ranges)
    words.push_back("3." + llvm::utostr(first) +
                    (first == last ? "" : " to 3." + llvm::utostr(last)));
  return words.empty() ? "" : listWords(std::move(words));
}

/// What Requires-Python says where anything can be compiled, else the wheels.
static std::string pythonFact(const VersionModel &model, const ModelPackage &package,
                              const Candidate &candidate) {
  const CompatRelease &release = *candidate.release;
  std::string who = packageWords(package.name) + " " + candidate.version.withoutLocal().str();
  if (package.table && package.table->hasSdist)
    return who + " requires Python " + release.requiresPython.str();
  std::string sentence =
      who + " has wheels for Python " + pythonRanges(model.pythonsOf(release)) + " only";
  return candidate.isInferred ? sentence + ", as far as is known" : sentence;
}

static std::string builtFor(const VersionModel &model, const ModelPackage &package,
                            const Candidate &candidate, const Fact &fact) {
  std::string who = candidateWords(package, candidate);
  if (model.package(fact.package).kind == ModelPackage::Kind::Table)
    return who + " goes with builds of torch from the index `" + candidate.build + "`";
  if (candidate.cuda.empty())
    return who + " from PyPI is a CPU build on " + (model.isAarch64() ? "arm64" : "amd64");
  return who + " " + (candidate.build.empty() && package.name == "torch" ? "from PyPI " : "") +
         "is built for CUDA " + candidate.cuda;
}

std::string cogc::factWords(const VersionModel &model, unsigned packageNumber,
                            unsigned candidateNumber, const Fact &fact) {
  const ModelPackage &package = model.package(packageNumber);
  const Candidate &candidate = model.candidate(packageNumber, candidateNumber);
  std::string who = candidateWords(package, candidate);
  // What the metadata says is the same for all builds of a release.
  std::string release = packageWords(package.name) + " " + candidate.version.withoutLocal().str();
  switch (fact.kind) {
  case Fact::Kind::Python:
    return pythonFact(model, package, candidate);
  case Fact::Kind::Requires:
    return release + " requires " + fact.requirement;
  case Fact::Kind::SameRelease:
    return "";
  case Fact::Kind::BuiltFor:
    return builtFor(model, package, candidate, fact);
  case Fact::Kind::Driver:
    return who + " brings CUDA " + candidate.cuda + ", which needs driver " +
           model.driverFor(candidate.cuda).str() + " or newer";
  case Fact::Kind::Architecture:
    return "code for compute capability " + fact.architecture->capability.str() + " is in " +
           package.name + fact.architecture->specifiers.str() + " built for CUDA " +
           fact.architecture->cuda.str();
  case Fact::Kind::Image: {
    if (!candidate.cuda.empty())
      return who + " is built for CUDA " + candidate.cuda;
    return who + " is built for CUDA " + candidate.release->cuda.str() + " with cuDNN " +
           candidate.release->cudnn.str();
  }
  }
  llvm_unreachable("every kind of fact has its words");
}
