//===- WeightMounts.h - Weights of cog.yaml on their way into a container ---------===//
//
// Today's cog keeps the weights of `weights:` out of the image. `cog weights import`
// puts their files into a store, by digest, and writes weights.lock beside cog.yaml.
// Where a project is run, each weight becomes a folder of hard links into the store,
// mounted at the weight's target. So is it here, with the same lock and the same
// store: either tool runs what the other imported.
//
//===----------------------------------------------------------------------===//
#ifndef COGC_TOOLS_COG_WEIGHTMOUNTS_H
#define COGC_TOOLS_COG_WEIGHTMOUNTS_H

#include "BuildSteps.h"
#include "Secrets.h"
#include "llvm/Support/JSON.h"

namespace cogc {

/// One of `weights:`, as cog.yaml or weights.lock has it.
struct WeightFacts {
  struct Source {
    std::string uri;
    std::vector<std::string> include, exclude;
  };
  std::string name, target;
  std::vector<Source> sources;
};

/// What weights.lock knows of a weight.
struct LockedWeight {
  struct File {
    /// Below the target.
    std::string path;
    /// `sha256:…`
    std::string digest;
  };
  WeightFacts facts;
  std::vector<File> files;
};

/// Reads one of `weights` in the label `run.cog.config`: its `source` is one or a list.
bool fromJSON(const llvm::json::Value &value, WeightFacts &weight, llvm::json::Path path);

/// Reads the text of a weights.lock.
llvm::Expected<std::vector<LockedWeight>> readWeightsLock(llvm::StringRef json);

/// `uri:` as weights.lock has it: `weights` is `file://./weights` there.
std::string lockedUri(llvm::StringRef uri);

/// What was changed in cog.yaml since weights.lock was written, in the words of
/// today's cog: a line for each weight; nothing where the two agree.
std::vector<std::string> findDrift(llvm::ArrayRef<WeightFacts> declared,
                                   llvm::ArrayRef<LockedWeight> locked);

/// The folder with the files of all weights that were imported or pulled.
std::string weightStore(const EnvironmentVariables &environment);

/// The folders of hard links of one run; they go with the object.
class WeightMounts {
public:
  /// Makes them for the project in \p folder; none where \p declared is empty. The
  /// error says what the user has to run first.
  static llvm::Expected<std::unique_ptr<WeightMounts>>
  make(llvm::StringRef folder, llvm::ArrayRef<WeightFacts> declared, llvm::StringRef store);

  /// `FOLDER:TARGET:ro` for each weight, as Docker takes them.
  const std::vector<std::string> &volumes() const { return mounted; }

private:
  llvm::Error add(const LockedWeight &weight, llvm::StringRef store);

  std::optional<TemporaryFolder> links;
  std::vector<std::string> mounted;
};

} // namespace cogc

#endif
