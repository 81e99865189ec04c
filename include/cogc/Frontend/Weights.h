//===- Weights.h - Files that are weights, and the layers they go into ------------===//
//
// Weights are large and seldom change; the source is small and changes all day. So
// weights leave the source's layer. Which files they are is said in `weights:` of
// cog.yaml, or found by size and kind with --separate-weights; which layer a file
// goes into depends on its size and on its own place, so that one file more or
// less moves no other (docs/Weights.md).
//
//===----------------------------------------------------------------------------===//
#ifndef COGC_FRONTEND_WEIGHTS_H
#define COGC_FRONTEND_WEIGHTS_H

#include "cogc/Frontend/Dependencies.h"
#include "cogc/Frontend/ModelSpec.h"
#include "cogc/Support/CompileOptions.h"
#include "cogc/Support/Diagnostics.h"

namespace cogc {

/// `uri:` of a weight's source, taken apart.
struct WeightUri {
  enum class Kind { Path, Http, HuggingFace, Oci } kind = Kind::Path;
  /// The path, or the address without the checksum; `OWNER/REPOSITORY`.
  std::string address;
  /// `sha256:…`, or empty: what `#sha256=…` says.
  std::string checksum;
  /// The name of the file that an http source is.
  std::string fileName;
  /// What is wrong with its form; empty for nothing.
  std::string mistake;
};
WeightUri parseWeightUri(llvm::StringRef uri);

/// One file and its place in the image.
struct WeightFile {
  /// Relative to the group's folder; of the net's, the URL.
  std::string path;
  /// Its absolute path in the image.
  std::string target;
  uint64_t size = 0;
  bool isExecutable = false;
  /// `sha256:…` that the file must have, or empty.
  std::string checksum;
  /// Its paths in the project, which the source's layer does not get: two for one
  /// that a link leads to.
  std::vector<std::string> inProject;
  /// The user's line, invalid for a file that was found.
  SourceRange range;
};

/// The files of one layer.
struct WeightGroup {
  enum class Origin {
    /// A folder of the project, relative to it; `.` for all of it.
    Project,
    /// A folder of this machine, which whoever builds names.
    Given,
    Net,
  };
  /// Of its stage, and of its context.
  std::string name;
  Origin origin = Origin::Project;
  std::string folder;
  /// By their targets.
  std::vector<WeightFile> files;

  uint64_t size() const;
};

/// Finds the weights and puts them into groups. Reports sources that are missing,
/// hold nothing, lead out of the project or cannot be fetched by a build.
std::vector<WeightGroup> findWeights(const ModelSpec &spec, const CompileOptions &options,
                                     const Dependencies &dependencies, SourceTree &tree,
                                     DiagnosticEngine &diags);

} // namespace cogc

#endif
